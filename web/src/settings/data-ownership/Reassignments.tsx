import { useInfiniteQuery } from '@tanstack/react-query';
import { toRefusal } from '../../api/problem';
import { useOrganizationId } from '../../api/use-organization';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Loading, Skeleton } from '../../ui/Skeleton';
import { reassignmentsQuery } from './queries';
import { ReassignmentItem } from './ReassignmentItem';

/** What is under way, and what was. */
export function Reassignments() {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    reassignmentsQuery(useOrganizationId()),
  );
  const all = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section className="stack stack--tight" aria-label="Reassignments">
      <h2>Reassignments</h2>
      {error && <Notice refusal={toRefusal(error)} />}
      {!data && !error && (
        <Loading>
          <Skeleton width="100%" height={96} />
        </Loading>
      )}
      {data && all.length === 0 && (
        <p className="card empty">No records have changed hands yet. Removals and “Reassign” show up here.</p>
      )}
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
