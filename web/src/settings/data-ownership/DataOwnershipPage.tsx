import { useMay, useOrganization } from '../../api/use-organization';
import { Page, Reserved } from '../../ui/Page';
import { OwnersTable } from './OwnersTable';
import { Reassignments } from './Reassignments';

/** Who owns which records, and how they change hands. */
export function DataOwnershipPage() {
  const { name } = useOrganization();
  const may = useMay();
  return (
    <Page title="Data ownership" lead={`Who owns the leads, deals, campaigns and sequences of ${name}.`}>
      {may('records:reassign') ? (
        <div className="stack stack--wide">
          <OwnersTable />
          <Reassignments />
        </div>
      ) : (
        <Reserved who="admin">Admins see here who owns how much, and hand records over in bulk.</Reserved>
      )}
    </Page>
  );
}
