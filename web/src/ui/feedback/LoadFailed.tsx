import { CircleAlert } from 'lucide-react';
import { toRefusal } from '../../problem/problem';
import { Button } from '../parts/Button';
import { RequestId } from './Notice';

interface LoadFailedProps {
  readonly error: unknown;
  readonly onRetry: () => unknown;
  readonly isRetrying?: boolean;
}

/** Shown in place of something that could not be loaded: the reason, "Try again", and the request's id to copy. */
export function LoadFailed({ error, onRetry, isRetrying = false }: LoadFailedProps) {
  const refusal = toRefusal(error);
  return (
    <div className="notice notice--bad" role="alert">
      <CircleAlert size={16} aria-hidden />
      <div className="notice__text">
        <p>{refusal.message}</p>
      </div>
      <div className="row">
        <Button size="small" isPending={isRetrying} onPress={() => void onRetry()}>
          Try again
        </Button>
        <RequestId refusal={refusal} isAlways />
      </div>
    </div>
  );
}

export interface FailedQuery {
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly refetch: () => Promise<unknown>;
}

/** As {@link LoadFailed} where the query has failed, and nothing where it has not. */
export function QueryFailed({ query: { error, isFetching, refetch } }: { readonly query: FailedQuery }) {
  return error && <LoadFailed error={error} onRetry={refetch} isRetrying={isFetching} />;
}
