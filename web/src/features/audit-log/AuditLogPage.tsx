import { getRouteApi } from '@tanstack/react-router';
import { useRememberSearch } from '../../shared/page-search';
import { RestrictedPage } from '../../shared/Page';
import { useMay } from '../../shared/use-organization';
import { AuditEvents } from './AuditEvents';
import { AuditFilters } from './AuditFilters';
import { ExportMenu } from './ExportMenu';

const route = getRouteApi('/signed-in/o/$organizationId/settings/audit-log');

/** The audit log: who changed what, and when. */
export function AuditLogPage() {
  useRememberSearch('audit-log', route.useSearch());
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
