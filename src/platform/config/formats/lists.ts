/** Reads values separated by commas, each once; `null` when one of them cannot be read, or there is none. */
export function readList(value: string, read: (item: string) => string | null): readonly string[] | null {
  const items = value.split(',').map((item) => read(item.trim()));
  const readable = items.filter((item) => item !== null);
  return readable.length === items.length ? [...new Set(readable)] : null;
}
