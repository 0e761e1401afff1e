import type { Schemas } from '../../api/client';

export type AuditAction = Schemas['AuditEventDto']['action'];

const GROUPS = ['members', 'security', 'organization', 'billing', 'records', 'assistant'] as const;

export type AuditGroup = (typeof GROUPS)[number];

/** The filters of the audit log, as they are in the URL. */
export interface AuditSearch {
  readonly q?: string;
  readonly group?: AuditGroup;
  readonly action?: AuditAction;
  readonly actor?: string;
  readonly target?: string;
  readonly from?: string;
  readonly to?: string;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the filters of a URL; without any, every event is shown. */
export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).slice(0, 200) : '';
  const group = GROUPS.find((one) => one === search.group);
  const action = textIn(search.action, /^[a-z_]+\.[a-z_]+$/);
  const actor = textIn(search.actor, ID);
  const target = textIn(search.target, ID);
  const from = textIn(search.from, DAY);
  const to = textIn(search.to, DAY);
  return {
    ...(q ? { q } : {}),
    ...(group ? { group } : {}),
    // The service refuses an unknown action.
    ...(action ? { action: action as AuditAction } : {}),
    ...(actor ? { actor } : {}),
    ...(target ? { target } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

function textIn(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}
