import { Button } from '../../ui/parts/Button';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { focusHeadingOf } from '../../ui/focus/focus-heading';
import { LoadingBlock } from '../../ui/feedback/Skeleton';
import { ReassignmentItem } from './ReassignmentItem';
import type { Reassignment } from './queries';
import type { useReassignments } from './use-reassignments';

const RUNNING = 'running-reassignments';
/** The ID of the section of past ones, also as the hash of the page's address. */
export const REASSIGNMENTS = 'reassignments';

/** Moves the focus to the running reassignments, or to the past ones if none is running. */
export function focusReassignments(): void {
  const section = document.getElementById(RUNNING) ?? document.getElementById(REASSIGNMENTS);
  if (!section) return;
  focusHeadingOf(section);
  section.scrollIntoView({ block: 'nearest' });
}

/** Running reassignments. Nothing if there are none. */
export function RunningReassignments({ running }: { readonly running: readonly Reassignment[] }) {
  if (running.length === 0) return null;
  return (
    <section id={RUNNING} className="stack stack--tight" aria-label="Running reassignments">
      <h2>Running reassignments</h2>
      <ReassignmentList reassignments={running} />
    </section>
  );
}

/** Past reassignments. */
export function Reassignments({ query, running, past }: ReturnType<typeof useReassignments>) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  return (
    <section id={REASSIGNMENTS} className="stack stack--tight" aria-label="Reassignments">
      <h2>Reassignments</h2>
      <QueryFailed query={query} />
      {!data && !error && <LoadingBlock height={96} />}
      {data && past.length === 0 && !hasNextPage && (
        <p className="card empty">{running.length > 0 ? 'No earlier reassignments.' : 'No reassignments yet.'}</p>
      )}
      {past.length > 0 && <ReassignmentList reassignments={past} />}
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

function ReassignmentList({ reassignments }: { readonly reassignments: readonly Reassignment[] }) {
  return (
    <ul className="card">
      {reassignments.map((reassignment) => (
        <ReassignmentItem key={reassignment.id} reassignment={reassignment} />
      ))}
    </ul>
  );
}
