import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { queryClient } from '../api/query-client';
import { sessionToken, useIsSignedIn } from '../session/session';
import { Shortcuts } from './command-menu/Shortcuts';

/** Around every page that needs a signed-in person: when the token ends, here or at the service, the sign-in is shown, and then this page again. */
export function SignedIn() {
  const isSignedIn = useIsSignedIn();
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    if (isSignedIn) return;
    // Cleared after the page was left: its queries would otherwise be read again, without a token.
    void navigate({ to: '/sign-in', search: { to: router.state.location.href }, replace: true }).then(() => {
      if (sessionToken() === null) queryClient.clear();
    });
  }, [isSignedIn, navigate, router]);
  return (
    <>
      <Outlet />
      {isSignedIn && <Shortcuts />}
    </>
  );
}
