/** The claims of a Clerk session token that the console reads. Only the service decides whether the token is valid. */
interface ClerkClaims {
  /** The session at Clerk. */
  readonly sessionId: string;
  /** When the token ends, in milliseconds since 1970. */
  readonly endsAt: number;
}

/** Reads a token; null: it is not a token of Clerk. */
export function readClerkClaims(token: string): ClerkClaims | null {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { sid, exp } = JSON.parse(atob(payload)) as { readonly sid?: unknown; readonly exp?: unknown };
    return typeof sid === 'string' && typeof exp === 'number' ? { sessionId: sid, endsAt: exp * 1000 } : null;
  } catch {
    return null;
  }
}
