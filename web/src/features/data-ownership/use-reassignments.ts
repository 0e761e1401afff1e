import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganizationId } from '../../shared/use-organization';
import { isFinished, reassignmentsQuery, type Reassignment } from './queries';

/**
 * The reassignments, the newest first. One that was running when the page showed it stays among the running ones, so that its result
 * is seen at the place where it was followed.
 */
export function useReassignments() {
  const query = useInfiniteQuery(reassignmentsQuery(useOrganizationId()));
  const all = query.data?.pages.flatMap((page) => page.data).filter(hasRecords) ?? [];
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const unseen = all.filter((one) => !isFinished(one) && !seen.has(one.id));
  if (unseen.length > 0) setSeen(new Set([...seen, ...unseen.map(({ id }) => id)]));
  const isRunning = ({ id }: Reassignment) => seen.has(id);
  return { query, running: all.filter(isRunning), past: all.filter((one) => !isRunning(one)) };
}

/** Whether any records were moved: the removal of a member without records is recorded as a reassignment as well. */
function hasRecords({ status, progress }: Reassignment): boolean {
  return status !== 'completed' || progress.total > 0;
}
