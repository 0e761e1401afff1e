import { getRouteApi } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useOrganizationId } from '../../shared/use-organization';
import { PopupMenu } from '../../ui/menu/PopupMenu';
import { showRefusal, showToast } from '../../ui/feedback/toast-store';
import { useAction } from '../../ui/feedback/use-action';
import { usePopup } from '../../ui/menu/use-popup';
import { saveAuditLog, type AuditFormat } from './queries';

const route = getRouteApi('/signed-in/o/$organizationId/settings/audit-log');

const FORMATS: readonly { readonly id: AuditFormat; readonly label: string; readonly hint: string }[] = [
  { id: 'csv', label: 'CSV', hint: 'For spreadsheets.' },
  { id: 'ndjson', label: 'NDJSON', hint: 'For programs: one event per line.' },
];

/** Saves all events that match the filters as a file. */
export function ExportMenu() {
  const organizationId = useOrganizationId();
  const search = route.useSearch();
  const { run, isPending } = useAction(
    (format: AuditFormat) =>
      saveAuditLog(organizationId, search, format).catch((error: unknown) => {
        showRefusal(error, { action: 'export the audit log', what: 'The audit log was not exported.' });
        throw error;
      }),
    () => {
      showToast('Audit log exported.');
    },
  );
  const { button, opening, close, buttonProps } = usePopup({ isPending, isAsking: false });
  return (
    <>
      <button
        {...buttonProps}
        ref={button}
        type="button"
        className="button"
        aria-haspopup="menu"
        aria-busy={isPending}
        {...(isPending ? { 'data-pending': true } : {})}
      >
        {isPending && <span className="spinner" />}
        <Download size={16} aria-hidden />
        Export
      </button>
      <PopupMenu
        label="Export"
        placement="bottom end"
        opening={opening}
        triggerRef={button}
        onClose={close}
        items={FORMATS}
        onAction={run}
      />
    </>
  );
}
