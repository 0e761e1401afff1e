import { Clerk } from '@clerk/clerk-js/no-rhc';
import { ui } from '@clerk/ui/no-rhc';
import {
  BROWSER_PARAMETER,
  developmentBrowser,
  storeDevelopmentBrowser,
  storeDevelopmentBrowserOf,
} from '../../../session/clerk-frontend';
import type { ClerkInstance } from '../../../session/identity-provider';
import { signedOutSession } from '../../../session/sign-out';

export type { Clerk };

/** Where the form's next step is another address of the sign-in page. */
interface History {
  push(to: string): void;
  replace(to: string): void;
}

/**
 * Clerk's library and its form, both out of this console's own files. It is told that this is not a standard
 * browser: in one it would keep the session token in a cookie of this site. So it asks with Clerk's own cookie on
 * Clerk's own host, and what it would otherwise do by cookies for development instances is done here.
 */
export async function loadClerk(instance: ClerkInstance, history: History): Promise<Clerk> {
  const clerk = new Clerk(instance.publishableKey);
  if (instance.isDevelopment) await identifyDevelopmentBrowser(clerk, instance);
  const options = {
    standardBrowser: false,
    telemetry: false,
    ui,
    signInUrl: '/sign-in',
    routerPush: (to: string) => history.push(to),
    routerReplace: (to: string) => history.replace(to),
    // The rest of its looks is in clerk-form.css.
    appearance: { options: { logoPlacement: 'none', socialButtonsVariant: 'blockButton' } },
  } as const;
  await clerk.load(options).catch((error: unknown) => {
    // An id that the instance no longer knows would fail each time.
    storeDevelopmentBrowser(null);
    throw error;
  });
  await endSignedOutSession(clerk);
  return clerk;
}

async function endSignedOutSession(clerk: Clerk): Promise<void> {
  const sessionId = signedOutSession.get();
  if (sessionId !== null && clerk.session?.id === sessionId) await clerk.signOut(() => undefined, { sessionId });
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

/** Who comes back from signing in elsewhere brings the browser's word along in the address, where it must not stay. */
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
