/** Parses values separated by commas, without duplicates; `null` when one of them cannot be parsed, or the list is empty. */
export function readList(value: string, read: (item: string) => string | null): readonly string[] | null {
  const items = value.split(',').map((item) => read(item.trim()));
  const readable = items.filter((item) => item !== null);
  return readable.length === items.length ? [...new Set(readable)] : null;
}
