import { useNavigate, useRouter } from '@tanstack/react-router';
import { queryClient } from '../api/query-client';
import { keepSessionToken, sessionToken, setSessionToken } from './session';
import { endSession } from './clerk-frontend';
import { clerkInstance } from './identity-provider';
import { readSessionToken } from './clerk-claims';
import { tabStorage } from './tab-storage';

const LEFT = 'left-clerk-session';

/** The session at Clerk that was signed out of while Clerk did not answer: it must not sign anyone in again. */
export const leftSession = {
  get: (): string | null => tabStorage.get(LEFT),
  forget: (): void => tabStorage.set(LEFT, null),
};

/** Signs out, of Clerk as well, and leads to the sign-in, with the address to come back to where there is one. */
export function useSignOut(): (search: { readonly to?: string }) => Promise<void> {
  const navigate = useNavigate();
  const router = useRouter();
  return async (search) => {
    if (clerkInstance()) {
      await leaveClerk();
      keepSessionToken(null);
      location.replace(router.buildLocation({ to: '/sign-in', search }).href);
      return;
    }
    await navigate({ to: '/sign-in', search });
    // Only now: the page that was left would have led there itself, and back to where it was.
    setSessionToken(null);
    queryClient.clear();
  };
}

async function leaveClerk(): Promise<void> {
  const [clerk, claims] = [clerkInstance(), readSessionToken(sessionToken() ?? '')];
  if (!clerk || !claims) return;
  tabStorage.set(LEFT, claims.sessionId);
  if (await endSession(clerk, claims.sessionId)) leftSession.forget();
}
