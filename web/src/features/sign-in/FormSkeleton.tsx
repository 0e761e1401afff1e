import { Loading, Skeleton } from '../../ui/feedback/Skeleton';

/** Clerk's form while it is loading. */
export function FormSkeleton() {
  return (
    <Loading>
      <div className="stack">
        <Skeleton width={120} />
        <Skeleton width="100%" height={36} />
        <Skeleton width="100%" height={36} />
      </div>
    </Loading>
  );
}
