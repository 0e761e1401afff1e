import { useMay, useOrganization } from '../../api/use-organization';
import { Needs } from '../../ui/Needs';
import { useTitle } from '../../ui/use-title';
import { OwnersTable } from './OwnersTable';
import { Reassignments } from './Reassignments';

/** Who owns which records, and how they change hands. */
export function DataOwnershipPage() {
  const { name } = useOrganization();
  const may = useMay();
  useTitle('Data ownership', name);
  return (
    <div className="page">
      <div className="page__head">
        <div>
          <h1>Data ownership</h1>
          <p className="quiet">Who owns the leads, deals, campaigns and sequences of {name}.</p>
        </div>
      </div>
      {may('records:reassign') ? (
        <div className="stack stack--wide">
          <OwnersTable />
          <Reassignments />
        </div>
      ) : (
        <div className="card empty">
          <p>Admins see here who owns how much, and hand records over in bulk.</p>
          <Needs who="admin" />
        </div>
      )}
    </div>
  );
}
