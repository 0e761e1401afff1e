import createClient, { type FetchResponse } from 'openapi-fetch';
import type { MediaType } from 'openapi-typescript-helpers';
import { readProblem, toRefusal } from './problem';
import type { components, paths } from './schema';
import { sessionToken, setSessionToken } from './session';

/** The types that the document names, by their names there. */
export type Schemas = components['schemas'];
export type Role = Schemas['MemberDto']['role'];
export type Plan = Schemas['OrganizationDto']['plan'];
export type Organization = Schemas['OrganizationDto'];
export type Member = Schemas['MemberDto'];
export type Invitation = Schemas['InvitationDto'];
export type Money = Schemas['MoneyDto'];

/** Every call of the API, typed by its own document. */
export const api = createClient<paths>({
  querySerializer: { array: { style: 'form', explode: false } },
});

api.use({
  onRequest({ request }) {
    const token = sessionToken();
    if (token !== null) request.headers.set('Authorization', `Bearer ${token}`);
    if (request.method === 'POST' && token !== null) request.headers.set('Idempotency-Key', idempotencyKey());
    return request;
  },
  onResponse({ request, response }) {
    // A token that counts no more: signed out, and the frame leads to the sign-in. One that was renewed meanwhile stays.
    const sent = request.headers.get('Authorization');
    if (response.status === 401 && sent === `Bearer ${sessionToken() ?? ''}`) setSessionToken(null);
  },
});

/** What a call answers when it succeeds; everything else is thrown as a {@link Refusal}. */
export async function answerOf<T extends Record<string | number, unknown>, O, M extends MediaType>(
  call: Promise<FetchResponse<T, O, M>>,
): Promise<NonNullable<FetchResponse<T, O, M>['data']>> {
  const { data, error, response } = await call.catch((reason: unknown) => {
    throw toRefusal(reason);
  });
  if (!response.ok) throw readProblem(error, response);
  // A 204 has nothing to tell, and nobody asks it for anything.
  return data as NonNullable<FetchResponse<T, O, M>['data']>;
}

/** Sends a file with its own content type, which the typed client does not do. */
export async function putFile(path: string, file: Blob): Promise<void> {
  const body = new FormData();
  body.set('file', file);
  const response = await fetch(path, { method: 'PUT', body, headers: authorization() }).catch((reason: unknown) => {
    throw toRefusal(reason);
  });
  if (!response.ok) throw readProblem(await response.json().catch(() => null), response);
}

/** The header that says who calls. */
export function authorization(): Record<string, string> {
  const token = sessionToken();
  return token === null ? {} : { Authorization: `Bearer ${token}` };
}

/** Not `randomUUID`, which a page on plain http outside of this machine does not have. */
function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
