import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { RestrictedPage } from '../../shared/Page';
import { useMay, useOrganizationId } from '../../shared/use-organization';
import { OwnersTable } from './OwnersTable';
import { ownersQuery } from './queries';
import { focusReassignments, Reassignments, REASSIGNMENTS, RunningReassignments } from './Reassignments';
import { useReassignments } from './use-reassignments';

/** Who owns which records, and their reassignments. */
export function DataOwnershipPage() {
  return (
    <RestrictedPage
      title="Data ownership"
      lead="See who owns which records, and reassign them."
      isAllowed={useMay()('records:reassign')}
      reason="Only the owner and admins can view and reassign record ownership."
    >
      <Ownership />
    </RestrictedPage>
  );
}

function Ownership() {
  const reassignments = useReassignments();
  const isAsked = useLocation({ select: ({ hash }) => hash === REASSIGNMENTS });
  const areOwnersLoading = useQuery(ownersQuery(useOrganizationId())).isPending;
  const isComplete = !areOwnersLoading && !reassignments.query.isPending;
  useEffect(() => {
    // From a notification. Not before, since the table above would move them away.
    if (isAsked && isComplete) focusReassignments();
  }, [isAsked, isComplete]);
  return (
    <div className="stack stack--wide">
      <RunningReassignments running={reassignments.running} />
      <OwnersTable />
      <Reassignments {...reassignments} />
    </div>
  );
}
