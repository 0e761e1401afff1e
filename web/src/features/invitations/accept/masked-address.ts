/** Whether an address can be the one that the service shows masked (`g…e@example.com`). The service decides. */
export function couldBe(address: string, masked: string): boolean {
  // The local part may have an ellipsis itself: then it is not known which one stands for the rest.
  const parts = masked.toLowerCase().split('…');
  const own = address.toLowerCase();
  return own.startsWith(parts[0] ?? '') && own.endsWith(parts.at(-1) ?? '');
}
