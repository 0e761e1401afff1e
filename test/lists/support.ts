import type { Answer, Client } from '../support/client.js';

export interface Row {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** Reads all pages of a list and answers their rows in order. */
export async function allPages(client: Client, path: string, limit: number): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const answer: Answer = await page(client, path, limit, cursor);
    if (answer.status !== 200) throw new Error(answer.text);
    rows.push(...(answer.body.data as Row[]));
    cursor = answer.body.nextCursor as string | null;
    // Even the longest list of these tests has fewer pages: an endless one must not hang the run.
    if (rows.length > 1_000) throw new Error('The list does not end.');
  } while (cursor !== null);
  return rows;
}

/** One page of a list. */
export function page(client: Client, path: string, limit: number, cursor: string | null): Promise<Answer> {
  const separator = path.includes('?') ? '&' : '?';
  return client.get(`${path}${separator}limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`);
}

export const idsOf = (rows: readonly Row[]): string[] => rows.map(({ id }) => id);
