import { RestrictedPage } from '../../shared/Page';
import { useMay } from '../../shared/use-organization';
import { AuditEvents } from './AuditEvents';
import { AuditFilters } from './AuditFilters';
import { ExportMenu } from './ExportMenu';

/** The audit log: who changed what, and when. */
export function AuditLogPage() {
  return (
    <RestrictedPage
      title="Audit log"
      lead="Every change in this organization, newest first."
      action={<ExportMenu />}
      isAllowed={useMay()('audit:view')}
      reason="Only the owner and admins can view the audit log."
    >
      <section className="card events" aria-label="Audit log">
        <AuditFilters />
        <AuditEvents />
      </section>
    </RestrictedPage>
  );
}
