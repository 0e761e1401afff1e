import { RestrictedPage } from '../../shared/Page';
import { useMay } from '../../shared/use-organization';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';

/** The audit log: who changed what, and when. */
export function AuditLogPage() {
  return (
    <RestrictedPage
      title="Audit log"
      lead="Every change in this organization, newest first."
      isAllowed={useMay()('audit:view')}
      reason="Only the owner and admins can view the audit log."
    >
      <section className="card" aria-label="Audit log">
        <AuditFilters />
        <AuditTable />
      </section>
    </RestrictedPage>
  );
}
