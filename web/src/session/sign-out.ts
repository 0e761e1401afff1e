import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { readClerkClaims } from './clerk-claims';
import { endSession } from './clerk-frontend';
import { clerkInstance } from './identity-provider';
import { storeSessionToken, sessionToken, setSessionToken } from './session';
import { tabStorage } from './tab-storage';

const SIGNED_OUT_SESSION = 'left-clerk-session';

/** A session that was signed out of while Clerk did not respond: it must not sign anyone in again. */
export const signedOutSession = {
  get: (): string | null => tabStorage.get(SIGNED_OUT_SESSION),
  forget: (): void => tabStorage.set(SIGNED_OUT_SESSION, null),
};

/** Signs out, of Clerk as well, and opens the sign-in page, with the URL to return to where there is one. */
export function useSignOut(): (search: { readonly to?: string }) => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  return async (search) => {
    if (clerkInstance()) {
      await signOutOfClerk();
      storeSessionToken(null);
      location.replace(router.buildLocation({ to: '/sign-in', search }).href);
      return;
    }
    await navigate({ to: '/sign-in', search });
    // Only now: otherwise the page that is left would itself redirect to the sign-in, and back to its own URL.
    setSessionToken(null);
    queryClient.clear();
  };
}

async function signOutOfClerk(): Promise<void> {
  const [clerk, claims] = [clerkInstance(), readClerkClaims(sessionToken() ?? '')];
  if (!clerk || !claims) return;
  tabStorage.set(SIGNED_OUT_SESSION, claims.sessionId);
  if (await endSession(clerk, claims.sessionId)) signedOutSession.forget();
}
