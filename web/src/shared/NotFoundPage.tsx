import { use } from 'react';
import { Link, Navigate, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { toRefusal } from '../problem/problem';
import { forgetOrganizations } from '../api/query-client';
import { useIsSignedIn } from '../session/session';
import { Button } from '../ui/Button';
import { RequestId } from '../ui/Notice';
import { useTitle } from './use-title';
import { InFrame } from '../frame/in-frame';

/** For an address that the console does not have. */
export function Astray() {
  useTitle('Page not found');
  return (
    <main className="alone">
      <div className="alone__card stack">
        <h1>Page not found</h1>
        <p className="quiet">Check the URL, or go back to your organization.</p>
        <Link to="/" className="button button--primary">
          Go to your organization
        </Link>
      </div>
    </main>
  );
}

/** A page that could not be loaded: deleted, without access, or the service cannot be reached. */
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
        <h1>{isGone ? 'You don’t have access to this organization' : refusal.problem.title}</h1>
        <p className="quiet">
          {isGone
            ? 'It may have been deleted, or you’re no longer a member. Ask an admin to invite you.'
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
              // The link may open this same organization, to which there may be access again: what was refused is loaded again.
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
