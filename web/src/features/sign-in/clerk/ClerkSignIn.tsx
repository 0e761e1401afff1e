import { useRouter } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ClerkInstance } from '../../../session/identity-provider';
import { Button } from '../../../ui/parts/Button';
import { Hint } from '../../../ui/feedback/Notice';
import { FormSkeleton } from '../FormSkeleton';
import { ClerkForm } from './ClerkForm';
import { CompleteSignIn } from './CompleteSignIn';
import { loadClerk, type Clerk } from './load-clerk';

/** Clerk's own form, for sign-in and sign-up, and then the sign-in to the console. */
export default function ClerkSignIn({ instance }: { readonly instance: ClerkInstance }) {
  const clerk = useClerk(instance);
  if (clerk === 'loading') return <FormSkeleton />;
  return clerk === 'unreachable' ? <ClerkUnreachable /> : <FormOrCompletion clerk={clerk} />;
}

function useClerk(instance: ClerkInstance): Clerk | 'loading' | 'unreachable' {
  const { history } = useRouter();
  const [clerk, setClerk] = useState<Clerk | 'loading' | 'unreachable'>('loading');
  useEffect(() => {
    void loadClerk(instance, history).then(setClerk, () => setClerk('unreachable'));
  }, [instance, history]);
  return clerk;
}

function FormOrCompletion({ clerk }: { readonly clerk: Clerk }) {
  const session = useSyncExternalStore(
    (listener) => clerk.addListener(listener, { skipInitialEmit: true }),
    () => clerk.session,
  );
  // A session with a pending task, such as a second factor, is completed in the form.
  return session?.status === 'active' ? <CompleteSignIn clerk={clerk} /> : <ClerkForm clerk={clerk} />;
}

function ClerkUnreachable() {
  return (
    <div role="alert">
      <Hint
        variant="warn"
        action={
          <Button size="small" onPress={() => location.reload()}>
            Try again
          </Button>
        }
      >
        <p className="strong">Can’t reach Clerk</p>
        <p>Sign-in runs through Clerk. Check your connection and try again.</p>
      </Hint>
    </div>
  );
}
