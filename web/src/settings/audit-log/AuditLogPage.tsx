import { useMay, useOrganization } from '../../api/use-organization';
import { Needs } from '../../ui/Needs';
import { useTitle } from '../../ui/use-title';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';

/** Who changed what, and when: nothing here is ever changed itself. */
export function AuditLogPage() {
  const { name } = useOrganization();
  const may = useMay();
  useTitle('Audit log', name);
  return (
    <div className="page">
      <div className="page__head">
        <div>
          <h1>Audit log</h1>
          <p className="quiet">Who changed what in {name}, the newest first.</p>
        </div>
      </div>
      {may('audit:view') ? (
        <section className="card" aria-label="Audit log">
          <AuditFilters />
          <AuditTable />
        </section>
      ) : (
        <div className="card empty">
          <p>Admins read here who changed what, and when.</p>
          <Needs who="admin" />
        </div>
      )}
    </div>
  );
}
