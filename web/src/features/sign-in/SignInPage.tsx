import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { clerkInstance, identityProvider } from '../../session/identity-provider';
import { onTokenFromAnotherTab } from '../../session/session';
import { ProductMark } from '../../shared/ProductMark';
import { useTitle } from '../../shared/use-title';
import { Hint } from '../../ui/feedback/Notice';
import { lazyPart, loadOrReload } from '../../ui/loading/lazy';
import { DemoSignIn } from '../demo/DemoSignIn';
import { LocalSignIn } from './LocalSignIn';

const route = getRouteApi('/sign-in');

/** With Clerk's library, which no other page loads. */
const ClerkSignIn = lazyPart(async () => (await loadOrReload(() => import('./clerk/ClerkSignIn'))).default, 280);

export function SignInPage() {
  useTitle('Sign in');
  useTokenFromAnotherTab();
  return (
    <main className="standalone">
      <ProductMark />
      <div className="standalone__card stack stack--wide">
        <div className="stack stack--tight">
          <h1>Sign in</h1>
          <p className="quiet">Manage your organizations and their members.</p>
        </div>
        {identityProvider() === 'local' ? <LocalSignIn /> : <SignInWithClerk />}
        <DemoSignIn />
      </div>
    </main>
  );
}

/** The answer of a busy tab may come after this page was shown. */
function useTokenFromAnotherTab(): void {
  const { to = '/' } = route.useSearch();
  const { history } = useRouter();
  useEffect(
    () =>
      onTokenFromAnotherTab(() => {
        history.replace(to);
      }),
    [history, to],
  );
}

function SignInWithClerk() {
  const clerk = clerkInstance();
  if (!clerk) return <Hint>Sign-in isn’t set up yet. Ask the operator of this service.</Hint>;
  return <ClerkSignIn instance={clerk} />;
}
