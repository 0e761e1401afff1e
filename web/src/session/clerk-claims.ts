/** What the console reads in a session token of Clerk. The service alone decides whether the token counts. */
export interface ClerkClaims {
  /** The session at Clerk. */
  readonly sessionId: string;
  /** When the token ends, in milliseconds since 1970. */
  readonly endsAt: number;
}

/** Reads a token; null where it is none of Clerk's. */
export function readClerkClaims(token: string): ClerkClaims | null {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { sid, exp } = JSON.parse(atob(payload)) as { readonly sid?: unknown; readonly exp?: unknown };
    return typeof sid === 'string' && typeof exp === 'number' ? { sessionId: sid, endsAt: exp * 1000 } : null;
  } catch {
    return null;
  }
}
