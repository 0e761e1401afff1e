import { use } from 'react';
import { Link, Navigate, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { toRefusal } from '../api/problem';
import { forgetOrganizations } from '../api/query-client';
import { useIsSignedIn } from '../api/session';
import { Button } from '../ui/Button';
import { RequestId } from '../ui/Notice';
import { useTitle } from '../ui/use-title';
import { InFrame } from './in-frame';

/** An address that is none of the console's. */
export function Astray() {
  useTitle('Nothing here');
  return (
    <main className="alone">
      <div className="alone__card stack">
        <h1>There is nothing here</h1>
        <p className="quiet">Check the address, or begin where you last were.</p>
        <Link to="/" className="button button--primary">
          Go to your organization
        </Link>
      </div>
    </main>
  );
}

/** A page that could not be read: gone, not one's own, or the service is away. */
export function WentWrong({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const refusal = toRefusal(error);
  const isSignedIn = useIsSignedIn();
  const Place = use(InFrame) ? 'div' : 'main';
  useTitle(refusal.problem.title);
  if (!isSignedIn) return <Navigate to="/sign-in" search={{ to: router.state.location.href }} />;
  const isGone = refusal.problem.status === 404;
  return (
    <Place className="alone">
      <div className="alone__card stack" role="alert">
        <h1>{isGone ? 'This organization is not open to you' : refusal.problem.title}</h1>
        <p className="quiet">
          {isGone
            ? 'It was deleted, or you are no member of it any more. Ask one of its admins to invite you.'
            : refusal.message}
        </p>
        <div className="row">
          {!isGone && (
            <Button
              look="primary"
              onPress={() => {
                reset();
                void router.invalidate();
              }}
            >
              Try again
            </Button>
          )}
          <Link
            to="/"
            className={isGone ? 'button button--primary' : 'button'}
            onClick={() => {
              // The way may lead to this very organization, which may be open again: what was refused is asked for anew.
              forgetOrganizations();
              reset();
            }}
          >
            Go to your organizations
          </Link>
          <RequestId refusal={refusal} isAlways />
        </div>
      </div>
    </Place>
  );
}
