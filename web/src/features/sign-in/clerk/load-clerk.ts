import { Clerk } from '@clerk/clerk-js/no-rhc';
import { ui } from '@clerk/ui/no-rhc';
import {
  BROWSER_PARAMETER,
  developmentBrowser,
  endSession,
  storeDevelopmentBrowser,
  storeDevelopmentBrowserOf,
} from '../../../session/clerk-frontend';
import type { ClerkInstance } from '../../../session/identity-provider';
import { signedOutSession } from '../../../session/session';

export type { Clerk };

/** The router's history, for the steps of the form that have URLs of their own. */
interface History {
  push(to: string): void;
  replace(to: string): void;
}

/**
 * Loads Clerk's library and its form, both from the console's own files. `standardBrowser: false` keeps the session token
 * out of a cookie of this site: requests use Clerk's own cookie on Clerk's own host. The browser's id of development
 * instances, which would be in a cookie as well, is handled here.
 */
export async function loadClerk(instance: ClerkInstance, history: History): Promise<Clerk> {
  const clerk = new Clerk(instance.publishableKey);
  if (instance.isDevelopment) await identifyDevelopmentBrowser(clerk, instance);
  await endSignedOutSession(instance);
  const options = {
    standardBrowser: false,
    telemetry: false,
    ui,
    signInUrl: '/sign-in',
    routerPush: (to: string) => history.push(to),
    routerReplace: (to: string) => history.replace(to),
    // The rest of its appearance is in clerk-form.css.
    appearance: { options: { logoPlacement: 'none', socialButtonsVariant: 'blockButton' } },
  } as const;
  await clerk.load(options).catch((error: unknown) => {
    // An id that the instance no longer knows would fail every time.
    storeDevelopmentBrowser(null);
    throw error;
  });
  return clerk;
}

/**
 * Ends the session that the person has left while Clerk did not answer. Before the library loads, which would show it as the
 * present one; another tab may have ended it by now, which Clerk answers with a refusal.
 */
async function endSignedOutSession(instance: ClerkInstance): Promise<void> {
  const sessionId = signedOutSession.get();
  if (sessionId === null) return;
  if (!(await endSession(instance, sessionId))) throw new Error('Clerk cannot be reached.');
  signedOutSession.forget();
}

/** A development instance is on another site, whose cookies browsers block: each request names the browser instead. */
async function identifyDevelopmentBrowser(clerk: Clerk, instance: ClerkInstance): Promise<void> {
  clerk.__internal_onBeforeRequest(({ url }) => {
    url?.searchParams.set(BROWSER_PARAMETER, developmentBrowser() ?? '');
  });
  clerk.__internal_onAfterResponse((_request, response) => {
    if (response) storeDevelopmentBrowserOf(response.headers);
  });
  takeBrowserFromAddress();
  if (developmentBrowser() === null) await registerDevelopmentBrowser(instance);
}

/** After a sign-in with another provider the browser's id is in the URL; it is stored and removed from there. */
function takeBrowserFromAddress(): void {
  const address = new URL(location.href);
  const id = address.searchParams.get(BROWSER_PARAMETER);
  if (id === null) return;
  storeDevelopmentBrowser(id);
  address.searchParams.delete(BROWSER_PARAMETER);
  history.replaceState(history.state, '', address);
}

async function registerDevelopmentBrowser({ origin }: ClerkInstance): Promise<void> {
  const response = await fetch(new URL('/v1/dev_browser', origin), { method: 'POST' });
  const { id } = (await response.json()) as { readonly id?: unknown };
  if (typeof id !== 'string') throw new Error('The development instance did not answer with an id for this browser.');
  storeDevelopmentBrowser(id);
}
