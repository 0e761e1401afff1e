/** Where one address ends and the next begins, as people paste them. */
const BETWEEN = /[\s,;]+/;

/** The addresses in what was typed or pasted, lists out of a mail program (`Grace <grace@example.com>`) included. */
export function splitAddresses(text: string): string[] {
  const bracketed = [...text.matchAll(/<([^<>\s]+@[^<>\s]+)>/g)].map(([, address]) => address ?? '');
  const rest = text.replace(/"[^"]*"\s*(?=<)/g, ' ').replace(/[^,;\n<>]*<[^<>\s]+@[^<>\s]+>/g, ' ');
  const plain = rest.split(BETWEEN).filter((part) => part !== '');
  return [...bracketed, ...plain];
}

/** Whether what is typed so far already holds a whole address: one that something follows. */
export function endsAnAddress(text: string): boolean {
  return BETWEEN.test(text.trimStart());
}

/** Whether this could be an address at all; the service has the last word. */
export function looksLikeAnAddress(text: string): boolean {
  return /^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/.test(text) && text.length <= 254;
}

/** Adds what is new, and what is there already only once. */
export function addAddresses(known: readonly string[], more: readonly string[]): string[] {
  const all = [...known];
  for (const address of more) {
    if (!all.some((one) => one.toLowerCase() === address.toLowerCase())) all.push(address);
  }
  return all;
}
