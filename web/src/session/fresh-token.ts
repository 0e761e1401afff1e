import { OFFLINE, Refusal } from '../problem/problem';
import { readClerkClaims } from './clerk-claims';
import { renewToken } from './clerk-frontend';
import { clerkInstance } from './identity-provider';
import { sessionToken, setSessionToken } from './session';

/** A token is renewed this long before it expires, so that none expires during a request. */
const MARGIN_MS = 10_000;

/** The renewal that is under way: a page's calls come all at once, and one new token serves them all. */
let renewing: Promise<string | null> | null = null;

/**
 * The token to call with; null: no one is signed in. Tokens of Clerk live for a minute, so one that is about to end is
 * renewed first.
 *
 * @throws {Refusal} when the token has ended and Clerk cannot be reached
 */
export async function freshToken(): Promise<string | null> {
  const token = sessionToken();
  const claims = token === null ? null : readClerkClaims(token);
  if (token === null || claims === null || claims.endsAt - MARGIN_MS > Date.now()) return token;
  return renew(token).catch((error: unknown) => {
    if (claims.endsAt > Date.now()) return token;
    throw error;
  });
}

/**
 * Another token in place of one that the service refused; null: there is none, and the person is signed out.
 *
 * @throws {Refusal} when Clerk cannot be reached
 */
export async function replaceToken(refused: string): Promise<string | null> {
  return sessionToken() === refused ? renew(refused) : sessionToken();
}

function renew(token: string): Promise<string | null> {
  renewing ??= renewNow(token).finally(() => (renewing = null));
  return renewing;
}

async function renewNow(token: string): Promise<string | null> {
  const [clerk, claims] = [clerkInstance(), readClerkClaims(token)];
  const renewal = clerk && claims ? await renewToken(clerk, claims.sessionId, token) : { outcome: 'ended' as const };
  // Signed out, or signed in as another person, meanwhile.
  if (sessionToken() !== token) return sessionToken();
  if (renewal.outcome === 'unreachable') throw new Refusal(OFFLINE);
  setSessionToken(renewal.outcome === 'renewed' ? renewal.token : null);
  return sessionToken();
}
