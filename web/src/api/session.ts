import { useSyncExternalStore } from 'react';

const KEY = 'session-token';

/**
 * The token of whoever is signed in in this tab. It lives in memory, and in `sessionStorage` so that a reload asks nobody to
 * sign in again; never in a cookie, which every request of every tab would carry.
 */
let token: string | null = read();
const listeners = new Set<() => void>();

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    // A browser that keeps nothing still works until its next reload.
    return null;
  }
}

/** The token to call with; null: nobody is signed in. */
export function sessionToken(): string | null {
  return token;
}

/** Signs in with a token, or out with null. */
export function setSessionToken(next: string | null): void {
  token = next;
  try {
    if (next === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, next);
  } catch {
    // As above: memory holds it.
  }
  for (const listener of listeners) listener();
}

/** Whether somebody is signed in, as a component has to know it. */
export function useIsSignedIn(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => token !== null,
  );
}
