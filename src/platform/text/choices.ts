/** Values of a field in a message to a person, each once: `closed_won` and `-createdAt` as "closed won" and "created at". */
export function inWords(values: readonly string[]): string {
  const words = values.map((value) =>
    value
      .replace(/^-/, '')
      .replace(/([A-Z])/g, ' $1')
      .replaceAll('_', ' ')
      .toLowerCase()
      .replace(/\bid$/, 'ID'),
  );
  return [...new Set(words)].join(', ');
}
