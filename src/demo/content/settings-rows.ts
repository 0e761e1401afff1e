import type { AssignableRole } from '../../access/permissions.policy.js';
import type { Actor } from '../../audit/audit-log.js';
import { endOfKey, hashApiKey, newApiKey } from '../../identity/api-keys/api-key-token.js';
import { periodName } from '../../organization/revenue/fiscal-period.policy.js';
import { bytesText } from './insert-rows.js';
import { idAt, type OrganizationDraft } from './organization-draft.js';
import { actorOf, type Member } from './people.js';

/** An API key. Its secret is random and known to no one. */
export interface KeyDraft {
  readonly name: string;
  readonly role: AssignableRole;
  readonly createdDaysAgo: number;
  readonly lastUsedMinutesAgo: number | null;
  /** Below zero: it has expired. */
  readonly expiresInDays?: number;
  readonly revokedDaysAgo?: number;
}

/** Adds the key. Returns it as an actor of the audit log. */
export function addKey(draft: OrganizationDraft, by: Member, key: KeyDraft): Actor {
  const { time } = draft;
  const createdAt = time.daysAgo(key.createdDaysAgo);
  const revokedAt = key.revokedDaysAgo === undefined ? null : time.daysAgo(key.revokedDaysAgo);
  const id = idAt<string>(createdAt);
  const secret = newApiKey(draft.facts.id);
  draft.add('api_key', {
    id,
    name: key.name,
    role: key.role,
    key_hash: bytesText(hashApiKey(secret)),
    key_end: endOfKey(secret),
    created_by: by.id,
    created_at: createdAt,
    expires_at: key.expiresInDays === undefined ? null : time.minutesAgo(-key.expiresInDays * 1_440),
    last_used_at: key.lastUsedMinutesAgo === null ? null : time.minutesAgo(key.lastUsedMinutesAgo),
    revoked_at: revokedAt,
  });
  const target = { kind: 'api_key', id, name: key.name } as const;
  draft.record(createdAt, { action: 'api_key.created', actor: actorOf(by), target });
  if (revokedAt) draft.record(revokedAt, { action: 'api_key.revoked', actor: actorOf(by), target });
  return { kind: 'api_key', id, name: key.name };
}

/** A target for one month, so many months from now, instead of the default one. */
export function addMonthTarget(draft: OrganizationDraft, by: Member, inMonths: number, amount: number): void {
  const { now, facts, time } = draft;
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + inMonths, 1));
  const period = periodName({ kind: 'month', year: day.getUTCFullYear(), month: day.getUTCMonth() + 1 });
  draft.add('revenue_target', { period, amount, currency: facts.currency });
  draft.record(time.daysAgo(Math.max(4, 20 - inMonths * 30)), {
    action: 'revenue_target.set',
    actor: actorOf(by),
    target: { kind: 'revenue_target', id: null, name: period },
    changes: { amount: { from: null, to: { amount, currency: facts.currency } } },
  });
}

/** The settings that were changed after the creation. */
export function recordSettings(
  draft: OrganizationDraft,
  by: Member,
  at: Date,
  changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>,
): void {
  const { id, name } = draft.facts;
  draft.record(at, {
    action: 'organization.updated',
    actor: actorOf(by),
    target: { kind: 'organization', id, name },
    changes,
  });
}
