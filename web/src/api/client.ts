import createClient, { type FetchResponse } from 'openapi-fetch';
import { readProblem, toRefusal } from '../problem/problem';
import { sessionToken } from '../session/session';
import { fetchSignedIn } from './fetch-signed-in';
import type { components, paths } from './schema';

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
  fetch: fetchSignedIn,
  querySerializer: { array: { style: 'form', explode: false } },
});

api.use({
  onRequest({ request }) {
    if (request.method === 'POST' && sessionToken() !== null) request.headers.set('Idempotency-Key', idempotencyKey());
    return request;
  },
});

/** The body of a successful response. @throws {Refusal} for every other response, and where none came */
export async function unwrap<T extends Record<string | number, unknown>, O, M extends `${string}/${string}`>(
  call: Promise<FetchResponse<T, O, M>>,
): Promise<NonNullable<FetchResponse<T, O, M>['data']>> {
  const { data, error, response } = await call.catch((reason: unknown) => {
    throw toRefusal(reason);
  });
  if (!response.ok) throw readProblem(error, response);
  // A 204 has no body, and no caller reads one.
  return data as NonNullable<FetchResponse<T, O, M>['data']>;
}

/** Uploads a file, which the typed client cannot do. */
export async function putFile(path: string, file: Blob): Promise<void> {
  const body = new FormData();
  body.set('file', file);
  const response = await fetchSignedIn(new Request(path, { method: 'PUT', body })).catch((reason: unknown) => {
    throw toRefusal(reason);
  });
  if (!response.ok) throw readProblem(await response.json().catch(() => null), response);
}

/** Sends a form with files, and returns the service's response. */
export async function postForm<Answer>(path: string, body: FormData): Promise<Answer> {
  const response = await fetchSignedIn(new Request(path, { method: 'POST', body })).catch((reason: unknown) => {
    throw toRefusal(reason);
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw readProblem(answer, response);
  // The caller names the type that the document gives this answer.
  return answer as Answer;
}

/** Not `randomUUID`, which a page on plain http outside of this machine does not have. */
function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
