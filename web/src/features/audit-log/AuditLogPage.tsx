import { useMay } from '../../shared/use-organization';
import { Page, Restricted } from '../../shared/Page';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';

/** Who changed what, and when: nothing here is ever changed itself. */
export function AuditLogPage() {
  const may = useMay();
  return (
    <Page title="Audit log" lead="Every change in this organization, newest first.">
      {may('audit:view') ? (
        <section className="card" aria-label="Audit log">
          <AuditFilters />
          <AuditTable />
        </section>
      ) : (
        <Restricted who="admin">Only the owner and admins can view the audit log.</Restricted>
      )}
    </Page>
  );
}
