import { RestrictedPage } from '../../shared/Page';
import { useMay } from '../../shared/use-organization';
import { OwnersTable } from './OwnersTable';
import { Reassignments } from './Reassignments';

/** Who owns which records, and their reassignments. */
export function DataOwnershipPage() {
  return (
    <RestrictedPage
      title="Data ownership"
      lead="See who owns which records, and reassign them."
      isAllowed={useMay()('records:reassign')}
      reason="Only the owner and admins can view and reassign record ownership."
    >
      <div className="stack stack--wide">
        <OwnersTable />
        <Reassignments />
      </div>
    </RestrictedPage>
  );
}
