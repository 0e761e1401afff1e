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

/** As {@link setSessionToken}, for a page that is about to be left: no component is notified. */
export function storeSessionToken(next: string | null): void {
  token = next;
  tabStorage.set(KEY, next);
}

/** Whether the person is still signed in after a reload. */
export function isSessionStored(): boolean {
  return tabStorage.has(KEY);
}

/** Whether someone is signed in; the component renders again when that changes. */
export function useIsSignedIn(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => token !== null,
  );
}
