import type { Answer, Client } from '../../support/client.js';
import { form } from './pictures.js';

/** Sends a form to the organization's logo. */
export async function sendForm({ baseUrl, token }: Client, path: string, body: FormData): Promise<Answer> {
  const response = await fetch(`${baseUrl}/api/v1${path}/logo`, {
    method: 'PUT',
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as unknown };
}

/** Sets the organization's logo to this file. */
export function upload(client: Client, path: string, bytes: Buffer, filename?: string, type?: string): Promise<Answer> {
  return sendForm(client, path, form({ name: 'file', bytes, ...(filename && { filename }), ...(type && { type }) }));
}

export interface ServedLogo {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** Gets a logo by its address, from the process that is asked, whatever its public address is. */
export async function getLogo(baseUrl: string, logoUrl: string): Promise<ServedLogo> {
  const { pathname, search } = new URL(logoUrl);
  const response = await fetch(`${baseUrl}${pathname}${search}`);
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}
