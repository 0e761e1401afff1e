import type { Schemas } from '../../api/client';

export type AuditAction = Schemas['AuditEventDto']['action'];

/** Which events the log shows, as the page's address has it. */
export interface AuditSearch {
  readonly action?: AuditAction;
  readonly actor?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Reads the filters of an address; without any, every event is shown. */
export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const action = textIn(search.action, /^[a-z_]+\.[a-z_]+$/);
  const actor = textIn(search.actor, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
  const from = textIn(search.from, /^\d{4}-\d{2}-\d{2}$/);
  const to = textIn(search.to, /^\d{4}-\d{2}-\d{2}$/);
  return {
    // The service knows which actions there are, and says so.
    ...(action ? { action: action as AuditAction } : {}),
    ...(actor ? { actor } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

function textIn(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}
