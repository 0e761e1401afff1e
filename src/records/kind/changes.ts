const NEVER_TOLD = new Set(['id', 'createdAt', 'updatedAt', 'version']);

/** Property by property, what it was and what it became. A record that was created or deleted is told as a whole. */
export function changesBetween(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>> | null,
): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(after ?? before ?? {}).filter((name) => !NEVER_TOLD.has(name));
  return Object.fromEntries(
    names
      .map((name) => [name, { from: before?.[name] ?? null, to: after?.[name] ?? null }] as const)
      .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to)),
  );
}
