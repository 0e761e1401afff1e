import { useMay } from '../../shared/use-organization';
import { Page, Restricted } from '../../shared/Page';
import { OwnersTable } from './OwnersTable';
import { Reassignments } from './Reassignments';

/** Who owns which records, and their reassignments. */
export function DataOwnershipPage() {
  const may = useMay();
  return (
    <Page title="Data ownership" lead="See who owns which records, and reassign them.">
      {may('records:reassign') ? (
        <div className="stack stack--wide">
          <OwnersTable />
          <Reassignments />
        </div>
      ) : (
        <Restricted who="admin">Only the owner and admins can view and reassign record ownership.</Restricted>
      )}
    </Page>
  );
}
