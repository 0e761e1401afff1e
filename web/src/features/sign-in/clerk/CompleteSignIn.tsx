import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api, unwrap } from '../../../api/client';
import { OFFLINE, Refusal } from '../../../problem/problem';
import { isSessionStored, setSessionToken } from '../../../session/session';
import { Button } from '../../../ui/parts/Button';
import { Hint, Notice } from '../../../ui/feedback/Notice';
import { useAction } from '../../../ui/feedback/use-action';
import { FormSkeleton } from '../FormSkeleton';
import type { Clerk } from './load-clerk';

const route = getRouteApi('/sign-in');

/** Signed in at Clerk: redirects once the service has accepted the session's token as well. */
export function CompleteSignIn({ clerk }: { readonly clerk: Clerk }) {
  const { to = '/' } = route.useSearch();
  const { history } = useRouter();
  const { run, refusal } = useAction(completeSignIn, () => {
    // A new document, without Clerk's library and its styles; in a browser that stores nothing it would be signed out.
    if (isSessionStored()) location.replace(to);
    else history.replace(to);
  });
  useEffect(() => run(clerk), [run, clerk]);
  if (!refusal) return <FormSkeleton />;
  return (
    <div className="stack">
      {refusal.problem.status === 401 ? <AccountNotAccepted /> : <Notice refusal={refusal} />}
      <div className="row">
        <Button variant="primary" onPress={() => run(clerk)}>
          Try again
        </Button>
        <Button onPress={() => void clerk.signOut(() => undefined)}>Switch account</Button>
      </div>
    </div>
  );
}

function AccountNotAccepted() {
  return (
    <div role="alert">
      <Hint variant="warn">
        <p className="strong">You can’t sign in with this account</p>
        <p>
          Clerk signed you in, but this account isn’t accepted here. Switch account, or ask the operator of this
          service.
        </p>
      </Hint>
    </div>
  );
}

/** @throws {Refusal} when the service does not accept the token, or cannot be reached */
async function completeSignIn({ session }: Clerk): Promise<void> {
  const token = await session?.getToken();
  if (!token) throw new Refusal(OFFLINE);
  setSessionToken(token);
  await unwrap(api.GET('/api/v1/me'));
}
