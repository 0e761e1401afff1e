/** A pattern for `ilike` that finds the text anywhere, its wildcards taken literally; null finds everything. */
export function containing(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  return `%${text.replace(/[\\%_]/g, (wildcard) => `\\${wildcard}`)}%`;
}
