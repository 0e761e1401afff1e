import { LookAround } from '../demo/LookAround';
import { clerkInstance, identityProvider } from '../session/identity-provider';
import { lazyPart } from '../ui/lazily';
import { Hint } from '../ui/Notice';
import { useTitle } from '../ui/use-title';
import { LocalSignIn } from './LocalSignIn';

/** With Clerk's library, which no other page loads. */
const ClerkSignIn = lazyPart(async () => (await import('./clerk/ClerkSignIn')).default, 280);

export function SignInPage() {
  useTitle('Sign in');
  return (
    <main className="alone">
      <div className="alone__card stack stack--wide">
        <div className="stack stack--tight">
          <h1>Sign in</h1>
          <p className="quiet">To your organizations, their members and settings.</p>
        </div>
        {identityProvider() === 'local' ? <LocalSignIn /> : <SignInWithClerk />}
        <LookAround />
      </div>
    </main>
  );
}

function SignInWithClerk() {
  const clerk = clerkInstance();
  if (!clerk) return <Hint>Signing in on this page is not set up. Ask whoever runs the service to do so.</Hint>;
  return <ClerkSignIn instance={clerk} />;
}
