import type { EnteredOrganization } from '../../access/entry.js';
import type { Permission } from '../../access/permissions.policy.js';
import { refusalOfRequester, type RequesterRefusal } from '../../access/requester.js';
import { holdMemberships } from '../../platform/database/locks.js';
import type { Plan } from '../../platform/database/tenancy.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ImportRow } from './import-rows.js';
import type { OwnerBook } from './owner-book.js';

const REASONS: Readonly<Record<RequesterRefusal, string>> = {
  'member-may-not':
    'The member who started the import was removed or can no longer create these records. Import the rest again.',
  'key-may-not': 'The API key that started the import was revoked or has expired. Import the rest again.',
  'organization-deleted': 'The organization was deleted.',
};

/** The memberships of a batch, locked until the end of its transaction. */
export type HeldMembers = Awaited<ReturnType<typeof holdMemberships>>;

/** Locks the membership of the importer and of every owner in the rows, before anything else is locked. */
export async function holdMembers(
  tx: TenantTransaction,
  run: Pick<ImportRow, 'membership_id'>,
  owners: OwnerBook,
): Promise<HeldMembers> {
  const ids = [...new Set([run.membership_id, ...owners.candidates()])].filter((id) => id !== null);
  return holdMemberships(tx, ids);
}

/**
 * Why the import must not continue: the member or the API key that started it can no longer create these records. A change takes
 * effect with the next batch, as it does with the next request. Null: it may continue.
 */
export async function refusalToGoOn(tx: TenantTransaction, run: ImportRow, edit: Permission): Promise<string | null> {
  const requester =
    run.api_key_id === null
      ? ({ kind: 'member', id: run.membership_id } as const)
      : ({ kind: 'api_key', id: run.api_key_id } as const);
  const refusal = await refusalOfRequester(tx, requester, edit);
  return refusal === null ? null : REASONS[refusal];
}

export interface LocalMoment {
  readonly organization: EnteredOrganization;
  readonly now: Date;
}

/**
 * The organization's settings and the database's clock. If rows depend on local time, the settings are locked: a change of the
 * timezone waits for the commit, and then also converts these rows.
 */
export async function localMoment(tx: TenantTransaction, isHeld: 'held' | 'as it is'): Promise<LocalMoment> {
  if (isHeld === 'held') tx.locks.take('organization');
  const row = await tx.one<{
    name: string;
    currency: string;
    timezone: string;
    month: number;
    plan: Plan;
    now: string;
  }>(
    `select o.name, o.currency, o.timezone, o.fiscal_year_start_month as month, s.plan, clock_timestamp() as now
     from organization o join subscription s on s.organization_id = o.organization_id
     where o.organization_id = $1 ${isHeld === 'held' ? 'for share of o' : ''}`,
    [tx.organizationId],
  );
  const { name, currency, timezone, month, plan, now } = row;
  return { organization: { name, currency, timezone, fiscalYearStartMonth: month, plan }, now: new Date(now) };
}
