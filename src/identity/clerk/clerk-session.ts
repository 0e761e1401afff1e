import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { decodeJwt, verifyJwt } from '@clerk/backend/jwt';
import type { ClerkConfiguration } from '../identity-configuration.js';
import { isCanonicalToken } from '../canonical-token.js';
import { readClaims, type ClaimedProfile } from './clerk-profile.js';

/** A Clerk session that a token proves. */
export interface ClerkSession {
  readonly clerkId: string;
  /** Unix seconds after which the token is no longer valid. */
  readonly expiresAt: number;
  /** The profile in the token itself; null where it does not have a verified address. */
  readonly profile: ClaimedProfile | null;
}

/** What a token must satisfy. */
export interface SessionRules {
  readonly key: JsonWebKey;
  readonly issuer: string;
  readonly authorizedParties: readonly string[];
}

/** Clerk's own default: the clocks of Clerk and of this service may differ by that much. */
const CLOCK_SKEW_SECONDS = 5;
const CLERK_USER_ID = /^user_[\w-]{1,128}$/;

/**
 * The values by which Clerk marks session tokens (and tokens that are equivalent to them) in the header `cat`; older tokens do
 * not have it.
 */
const SESSION_CATEGORIES: readonly unknown[] = [undefined, 'cl_B7d4PD111AAA', 'cl_I7d4PD111III'];

export function sessionRules({ jwtKey, issuer, authorizedParties }: ClerkConfiguration): SessionRules {
  // As JWK, since Clerk's library cuts the key out of the PEM by position, which works for keys of 2048 bits only.
  return { key: createPublicKey(jwtKey).export({ format: 'jwk' }), issuer, authorizedParties };
}

/**
 * Verifies a session token without any network call; null if it is invalid for any reason.
 * Clerk's library checks form, signature, party, issuer, `exp`, `nbf` and `iat`. It accepts any RSA algorithm, tokens made for
 * other purposes, and every party once the list is empty; so those are checked here. A token without `azp` is refused, as the
 * library does: it does not say which application requested it.
 */
export async function readSession(token: string, rules: SessionRules): Promise<ClerkSession | null> {
  if (!isCanonicalToken(token)) return null;
  try {
    const { header } = decodeJwt(token);
    if (header.alg !== 'RS256' || !SESSION_CATEGORIES.includes((header as { cat?: unknown }).cat)) return null;
    const claims: Readonly<Record<string, unknown>> = await verifyJwt(token, {
      key: rules.key,
      issuer: rules.issuer,
      authorizedParties: [...rules.authorizedParties],
      clockSkewInMs: CLOCK_SKEW_SECONDS * 1000,
    });
    return toSession(claims, rules);
  } catch {
    // Whatever the error is, this is not a valid session of this instance.
    return null;
  }
}

function toSession(claims: Readonly<Record<string, unknown>>, rules: SessionRules): ClerkSession | null {
  const { sub, exp, azp, iss, sts } = claims;
  if (typeof sub !== 'string' || !CLERK_USER_ID.test(sub) || typeof exp !== 'number') return null;
  if (iss !== rules.issuer || !rules.authorizedParties.some((party) => party === azp)) return null;
  // A pending session still has a task to complete (choosing an organization, a second factor), so the user is not signed in
  // yet.
  if (sts !== undefined && sts !== 'active') return null;
  return { clerkId: sub, expiresAt: exp + CLOCK_SKEW_SECONDS, profile: readClaims(sub, claims) };
}
