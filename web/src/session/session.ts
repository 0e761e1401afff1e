import { useSyncExternalStore } from 'react';
import { tabStorage } from './tab-storage';

const KEY = 'session-token';

/**
 * The token of the person who is signed in in this tab. It is in memory, and in `sessionStorage` so that a reload needs no
 * new sign-in; never in a cookie, which every request of every tab would send.
 */
let token: string | null = tabStorage.get(KEY);
const listeners = new Set<() => void>();

/** The token to call with; null: no one is signed in. */
export function sessionToken(): string | null {
  return token;
}

/** Signs in with a token, or out with null. */
export function setSessionToken(next: string | null): void {
  storeSessionToken(next);
  for (const listener of listeners) listener();
}

/** As {@link setSessionToken}, for a page that is about to be left: nothing on it has to follow any more. */
export function storeSessionToken(next: string | null): void {
  token = next;
  tabStorage.set(KEY, next);
}

/** Whether who is signed in still is after a reload. */
export function isSessionStored(): boolean {
  return tabStorage.has(KEY);
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
