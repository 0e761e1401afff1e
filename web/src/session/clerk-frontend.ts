import type { ClerkInstance } from './identity-provider';
import { tabStorage } from './tab-storage';

/** The version of the front-end API that its published description speaks of. */
const API_VERSION = '2026-05-12';
const ANSWER_LIMIT_MS = 10_000;

const DEVELOPMENT_BROWSER = 'clerk-development-browser';
/** How a request to a development instance names its browser, and how a response names a new one. */
export const BROWSER_PARAMETER = '__clerk_db_jwt';
const BROWSER_HEADER = 'clerk-db-jwt';

/** The result of a token renewal. Only a response can end a session; a missing one does not. */
type Renewal = { readonly outcome: 'renewed'; readonly token: string } | { readonly outcome: 'ended' | 'unreachable' };

/**
 * Asks Clerk for a new token of a session, by the two calls that a page outside of the sign-in needs: its library stays there.
 * Clerk knows the browser by its own cookie on its own host, or, with a development instance, by the browser's id.
 */
export async function renewToken(clerk: ClerkInstance, sessionId: string, ended: string): Promise<Renewal> {
  try {
    let response = await post(clerk, sessionId, 'tokens', {});
    // Some instances want to see the token that has ended.
    if (response.status === 422) response = await post(clerk, sessionId, 'tokens', { expired_token: ended });
    if (response.ok) {
      const { jwt } = (await response.json()) as { readonly jwt?: unknown };
      return typeof jwt === 'string' ? { outcome: 'renewed', token: jwt } : { outcome: 'unreachable' };
    }
    return { outcome: isFinal(response.status) ? 'ended' : 'unreachable' };
  } catch {
    return { outcome: 'unreachable' };
  }
}

/** Ends a session at Clerk. @returns whether it has ended */
export async function endSession(clerk: ClerkInstance, sessionId: string): Promise<boolean> {
  try {
    const { ok, status } = await post(clerk, sessionId, 'remove', {});
    return ok || isFinal(status);
  } catch {
    return false;
  }
}

/** The id by which a development instance knows this browser; null before it has one. */
export function developmentBrowser(): string | null {
  return tabStorage.get(DEVELOPMENT_BROWSER);
}

export function storeDevelopmentBrowser(id: string | null): void {
  tabStorage.set(DEVELOPMENT_BROWSER, id);
}

/** Keeps the new id that a response may contain. */
export function storeDevelopmentBrowserOf(headers: Headers): void {
  const id = headers.get(BROWSER_HEADER);
  if (id) storeDevelopmentBrowser(id);
}

async function post(
  clerk: ClerkInstance,
  sessionId: string,
  action: 'tokens' | 'remove',
  search: Readonly<Record<string, string>>,
): Promise<Response> {
  const url = new URL(`/v1/client/sessions/${encodeURIComponent(sessionId)}/${action}`, clerk.origin);
  const browser = clerk.isDevelopment ? developmentBrowser() : null;
  url.search = new URLSearchParams({
    __clerk_api_version: API_VERSION,
    ...(browser === null ? {} : { [BROWSER_PARAMETER]: browser }),
    ...search,
  }).toString();
  // A form and no header of our own: the browser sends it without a preflight request.
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(),
    credentials: 'include',
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  if (clerk.isDevelopment) storeDevelopmentBrowserOf(response.headers);
  return response;
}

/** Whether trying again cannot help: any refusal but 408 and 429. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}
