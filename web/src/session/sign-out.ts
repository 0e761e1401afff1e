import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { readClerkClaims } from './clerk-claims';
import { endSession } from './clerk-frontend';
import { clerkInstance } from './identity-provider';
import { sessionToken, setSessionToken, signedOutSession, signOutOtherTabs, storeSessionToken } from './session';

/** Signs out in every tab of this browser, of Clerk as well, and opens the sign-in page, with the URL to return to where there is one. */
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
    signOutOtherTabs(null);
    queryClient.clear();
  };
}

async function signOutOfClerk(): Promise<void> {
  const [clerk, claims] = [clerkInstance(), readClerkClaims(sessionToken() ?? '')];
  signOutOtherTabs(claims?.sessionId ?? null);
  if (!clerk || !claims) return;
  signedOutSession.store(claims.sessionId);
  if (await endSession(clerk, claims.sessionId)) signedOutSession.forget();
}
