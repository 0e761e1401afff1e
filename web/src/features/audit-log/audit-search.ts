import type { Schemas } from '../../api/client';

export type AuditAction = Schemas['AuditEventDto']['action'];

/** The filters of the audit log, as they are in the URL. */
export interface AuditSearch {
  readonly action?: AuditAction;
  readonly actor?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Reads the filters of a URL; without any, every event is shown. */
export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const action = textIn(search.action, /^[a-z_]+\.[a-z_]+$/);
  const actor = textIn(search.actor, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
  const from = textIn(search.from, /^\d{4}-\d{2}-\d{2}$/);
  const to = textIn(search.to, /^\d{4}-\d{2}-\d{2}$/);
  return {
    // The service refuses an unknown action.
    ...(action ? { action: action as AuditAction } : {}),
    ...(actor ? { actor } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

function textIn(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}
