import type { Client } from '../../support/client.js';

/** All items of a list, page by page. */
// Tests look into items of every shape.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export async function listAll(client: Client, path: string): Promise<any[]> {
  const items = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { status, body, text } = await client.get(`${path}${path.includes('?') ? '&' : '?'}limit=100${next}`);
    if (status !== 200) throw new Error(text);
    items.push(...body.data);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return items;
}

/** How many items have each value of a field. */
export function countBy<T>(items: readonly T[], valueOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[valueOf(item)] = (counts[valueOf(item)] ?? 0) + 1;
  return counts;
}
