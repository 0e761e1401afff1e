import { use } from 'react';
import { Link, Navigate, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { removeOrganizationQueries } from '../api/query-client';
import { toRefusal } from '../problem/problem';
import { useIsSignedIn } from '../session/session';
import { useTitle } from '../shared/use-title';
import { Button } from '../ui/parts/Button';
import { RequestId } from '../ui/feedback/Notice';
import { InFrame } from './in-frame';

/** A page that could not be loaded: deleted, without access, or the service cannot be reached. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const refusal = toRefusal(error);
  const isSignedIn = useIsSignedIn();
  const Place = use(InFrame) ? 'div' : 'main';
  useTitle(refusal.problem.title);
  if (!isSignedIn) return <Navigate to="/sign-in" search={{ to: router.state.location.href }} />;
  const isNotFound = refusal.problem.status === 404;
  return (
    <Place className="standalone">
      <div className="standalone__card stack" role="alert">
        <h1>{isNotFound ? 'You don’t have access to this organization' : refusal.problem.title}</h1>
        <p className="quiet">
          {isNotFound
            ? 'It may have been deleted, or you’re no longer a member. Ask an admin to invite you.'
            : refusal.advice}
        </p>
        <div className="row">
          {!isNotFound && (
            <Button
              variant="primary"
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
            className={isNotFound ? 'button button--primary' : 'button'}
            onClick={() => {
              // The link may open this same organization, to which there may be access again: what was refused is loaded again.
              removeOrganizationQueries();
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
