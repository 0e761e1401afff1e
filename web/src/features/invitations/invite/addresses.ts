/** What separates addresses in pasted text. */
const SEPARATOR = /[\s,;]+/;

/** The addresses in typed or pasted text, lists from mail programs (`Grace <grace@example.com>`) included. */
export function splitAddresses(text: string): string[] {
  const bracketed = [...text.matchAll(/<([^<>\s]+@[^<>\s]+)>/g)].map(([, address]) => address ?? '');
  const rest = text.replace(/"[^"]*"\s*(?=<)/g, ' ').replace(/[^,;\n<>]*<[^<>\s]+@[^<>\s]+>/g, ' ');
  const plain = rest.split(SEPARATOR).filter((part) => part !== '');
  return [...bracketed, ...plain];
}

/** Whether the typed text contains a complete address: one with a separator behind it. */
export function endsAnAddress(text: string): boolean {
  return SEPARATOR.test(text.trimStart());
}

/** Whether this has the form of an address; the service decides. */
export function looksLikeAnAddress(text: string): boolean {
  return /^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/.test(text) && text.length <= 254;
}

/** Adds the addresses that are not in the list yet. */
export function addAddresses(known: readonly string[], more: readonly string[]): string[] {
  const all = [...known];
  for (const address of more) {
    if (!all.some((one) => one.toLowerCase() === address.toLowerCase())) all.push(address);
  }
  return all;
}
