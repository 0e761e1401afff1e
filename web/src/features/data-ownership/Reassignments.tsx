import { useInfiniteQuery } from '@tanstack/react-query';
import { useOrganizationId } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../ui/feedback/Skeleton';
import { ReassignmentItem } from './ReassignmentItem';
import { reassignmentsQuery, type Reassignment } from './queries';

/** The ID of the section. */
export const REASSIGNMENTS = 'reassignments';

/** Running and past reassignments. */
export function Reassignments() {
  const query = useInfiniteQuery(reassignmentsQuery(useOrganizationId()));
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const all = data?.pages.flatMap((page) => page.data).filter(hasRecords) ?? [];
  return (
    <section id={REASSIGNMENTS} className="stack stack--tight" aria-label="Reassignments">
      <h2>Reassignments</h2>
      <QueryFailed query={query} />
      {!data && !error && <LoadingBlock height={96} />}
      {data && all.length === 0 && !hasNextPage && <p className="card empty">No reassignments yet.</p>}
      {all.length > 0 && (
        <ul className="card">
          {all.map((reassignment) => (
            <ReassignmentItem key={reassignment.id} reassignment={reassignment} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <div>
          <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </section>
  );
}

/** Whether any records were moved: the removal of a member without records is recorded as a reassignment as well. */
function hasRecords({ status, progress }: Reassignment): boolean {
  return status !== 'completed' || progress.total > 0;
}
