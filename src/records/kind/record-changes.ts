const UNREPORTED = new Set(['id', 'createdAt', 'updatedAt', 'version']);

/**
 * The old and the new value of each changed property. A created or deleted record is reported with all its
 * properties.
 */
export function changesBetween(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>> | null,
): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(after ?? before ?? {}).filter((name) => !UNREPORTED.has(name));
  return Object.fromEntries(
    names
      .map((name) => [name, { from: before?.[name] ?? null, to: after?.[name] ?? null }] as const)
      .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to)),
  );
}
