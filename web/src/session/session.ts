import { useSyncExternalStore } from 'react';
import { identityProvider } from './identity-provider';
import { lastSignOut } from './last-sign-out';
import { TabChannel } from './tab-channel';
import { tabStorage } from './tab-storage';

const KEY = 'session-token';
const SIGNED_IN_AT = 'signed-in-at';
/** Kept where Clerk could not be reached to end the session. */
const SIGNED_OUT_SESSION = 'left-clerk-session';
/** Other tabs answer within a few milliseconds; a page that needs a token waits this long before it shows the sign-in. */
const ANSWER_LIMIT_MS = 250;

/** A tab of Clerk is signed in by Clerk's own cookie on Clerk's host; only the tokens of other identities are shared. */
const isShared = identityProvider() !== 'clerk';

/**
 * The token of the person who is signed in in this tab. It is in memory, and in `sessionStorage` so that a reload needs no
 * new sign-in; never in a cookie, which every request of every tab would send. Another tab gets it by asking this one.
 */
let token: string | null = storedToken();
let isAsking = false;
const listeners = new Set<() => void>();
const receivers = new Set<() => void>();

const tabs = new TabChannel(identityProvider(), {
  tokenToShare: () => (isShared ? token : null),
  onSignOut: (session) => {
    if (session !== null) signedOutSession.store(session);
    setSessionToken(null);
  },
});

/** Settled when another tab has answered with its token, or none has for a moment. Who opens the sign-in itself is not signed in by others. */
const asked: Promise<void> =
  token === null && isShared && !/^\/sign-in\/?$/.test(location.pathname) ? askOtherTabs() : Promise.resolve();

/** The token to call with; null: no one is signed in. */
export function sessionToken(): string | null {
  return token;
}

/** Waits until other tabs had time to answer; without a token of its own a new tab asks them for theirs. */
export function otherTabsAsked(): Promise<void> {
  return asked;
}

/** Signs in with a token, or out with null. */
export function setSessionToken(next: string | null): void {
  storeSessionToken(next);
  for (const listener of listeners) listener();
}

/** As {@link setSessionToken}, for a page that is about to be left: no component is notified. */
export function storeSessionToken(next: string | null): void {
  isAsking = false;
  token = next;
  tabStorage.set(KEY, next);
  tabStorage.set(SIGNED_IN_AT, next === null ? null : String(Date.now()));
}

/** Signs out every other tab of this browser. @param session the session at Clerk that was left, if there is one */
export function signOutOtherTabs(session: string | null): void {
  lastSignOut.store();
  tabs.announceSignOut(session);
}

/** A session that was signed out of while Clerk did not respond: it must not sign anyone in again. */
export const signedOutSession = {
  get: (): string | null => tabStorage.get(SIGNED_OUT_SESSION),
  store: (session: string): void => tabStorage.set(SIGNED_OUT_SESSION, session),
  forget: (): void => tabStorage.set(SIGNED_OUT_SESSION, null),
};

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

/** Calls back when another tab has answered with its token only after the sign-in was shown. */
export function onTokenFromAnotherTab(receiver: () => void): () => void {
  receivers.add(receiver);
  return () => receivers.delete(receiver);
}

function askOtherTabs(): Promise<void> {
  isAsking = true;
  return new Promise((resolve) => {
    setTimeout(resolve, ANSWER_LIMIT_MS);
    tabs.requestToken((answer) => {
      // Signed in or out meanwhile: the answer of a tab that was asleep is older than that.
      if (!isAsking) return;
      setSessionToken(answer);
      resolve();
      for (const receiver of receivers) receiver();
    });
  });
}

/** A tab that the browser had put to sleep does not hear that another one has signed out; it reads it here. */
function storedToken(): string | null {
  const stored = tabStorage.get(KEY);
  if (stored === null || Number(tabStorage.get(SIGNED_IN_AT) ?? 0) >= lastSignOut.at()) return stored;
  tabStorage.set(KEY, null);
  return null;
}
