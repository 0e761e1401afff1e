import { useMay, useOrganization } from '../../api/use-organization';
import { Page, Reserved } from '../../ui/Page';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';

/** Who changed what, and when: nothing here is ever changed itself. */
export function AuditLogPage() {
  const { name } = useOrganization();
  const may = useMay();
  return (
    <Page title="Audit log" lead={`Who changed what in ${name}, the newest first.`}>
      {may('audit:view') ? (
        <section className="card" aria-label="Audit log">
          <AuditFilters />
          <AuditTable />
        </section>
      ) : (
        <Reserved who="admin">Admins read here who changed what, and when.</Reserved>
      )}
    </Page>
  );
}
