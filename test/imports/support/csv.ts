import { parse } from 'csv-parse/sync';
import type { Answer, Client } from '../../support/client.js';
import { waitFor } from '../../support/wait.js';

/** The part `mapping` of an import. */
export interface Mapping {
  readonly columns?: Readonly<Record<string, string | null>>;
  readonly amountUnit?: string;
  readonly decimalMark?: string;
}

/** Sends a file to be imported. */
export function sendCsv(
  client: Client,
  path: string,
  kind: string,
  file: string | Blob,
  mapping?: Mapping,
): Promise<Answer> {
  const form = formOf(kind, file);
  if (mapping) form.append('mapping', JSON.stringify(mapping));
  return client.post(`${path}/imports/${kind}`, form);
}

/** Previews a file before it is imported. */
export function previewCsv(client: Client, path: string, kind: string, file: string | Blob): Promise<Answer> {
  return client.post(`${path}/imports/${kind}/preview`, formOf(kind, file));
}

function formOf(kind: string, file: string | Blob): FormData {
  const form = new FormData();
  form.append('file', typeof file === 'string' ? new Blob([file], { type: 'text/csv' }) : file, `${kind}.csv`);
  return form;
}

/** An import as it is answered. */
export interface Imported {
  readonly id: string;
  readonly status: string;
  readonly progress: { readonly total: number; readonly done: number };
  readonly rejected: readonly { readonly line: number; readonly detail: string }[];
  readonly reason: string | null;
}

/** Waits for the end of an import. */
export function ended(client: Client, path: string, { status, body, text }: Answer): Promise<Imported> {
  if (status !== 202) throw new Error(text);
  const { id } = body as Imported;
  return waitFor(
    'the import to end',
    async () => {
      const { body: row } = await client.get(`${path}/imports/${id}`);
      return row.finishedAt ? (row as Imported) : null;
    },
    120_000,
  );
}

/** Imports a file from beginning to end. */
export async function importCsv(
  client: Client,
  path: string,
  kind: string,
  file: string | Blob,
  mapping?: Mapping,
): Promise<Imported> {
  return ended(client, path, await sendCsv(client, path, kind, file, mapping));
}

/** The lines of a file by the names of its columns. */
export function readCsv(text: string): Record<string, string>[] {
  return parse(text, { columns: true });
}

/** All records of a list. */
export async function listAll(client: Client, path: string): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  let cursor: string | null = null;
  do {
    const query = `${path.includes('?') ? '&' : '?'}limit=100${cursor ? `&cursor=${cursor}` : ''}`;
    const { body } = await client.get(`${path}${query}`);
    all.push(...(body.data as Record<string, unknown>[]));
    cursor = body.nextCursor as string | null;
  } while (cursor);
  return all;
}
