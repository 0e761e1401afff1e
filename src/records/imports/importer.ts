import type { AuthorizedOrganization } from '../../access/authorized-context.js';
import type { Permission } from '../../access/permissions.policy.js';
import { refusalOfRequester, type RequesterRefusal } from '../../access/job-requester.js';
import { readMemberships } from '../../access/locks.js';
import type { Plan } from '../../access/plan.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ImportRow } from './import-rows.js';
import type { OwnerLookup } from './rows/owner-lookup.js';

const REASONS: Readonly<Record<RequesterRefusal, string>> = {
  'member-may-not':
    'The member who started the import was removed or can no longer create these records. Import the rest again.',
  'key-may-not': 'The API key that started the import was revoked or has expired. Import the rest again.',
  'organization-deleted': 'The organization was deleted.',
};

/** The memberships of a batch, which cannot change until the end of its transaction. */
export type ImportMembers = Awaited<ReturnType<typeof readMemberships>>;

/** Reads the membership of the importer and of every owner in the rows, before anything else is locked. */
export async function readMembers(
  tx: TenantTransaction,
  run: Pick<ImportRow, 'membership_id'>,
  owners: OwnerLookup,
): Promise<ImportMembers> {
  const ids = [...new Set([run.membership_id, ...owners.candidates()])].filter((id) => id !== null);
  return readMemberships(tx, ids);
}

/**
 * Why the import must not continue: the member or the API key that started it can no longer create these records. A change takes
 * effect with the next batch, as it does with the next request. Null: it may continue.
 */
export async function refusalToContinue(
  tx: TenantTransaction,
  run: Pick<ImportRow, 'membership_id' | 'api_key_id'>,
  edit: Permission,
): Promise<string | null> {
  const requester =
    run.api_key_id === null
      ? ({ kind: 'member', id: run.membership_id } as const)
      : ({ kind: 'api_key', id: run.api_key_id } as const);
  const refusal = await refusalOfRequester(tx, requester, edit);
  return refusal === null ? null : REASONS[refusal];
}

export interface SettingsAndClock {
  readonly organization: AuthorizedOrganization;
  readonly now: Date;
}

/**
 * The organization's settings and the database's clock. If rows depend on local time, the settings are locked: a change of the
 * timezone waits for the commit, and then also converts these rows.
 */
export async function readSettingsAndClock(
  tx: TenantTransaction,
  mode: 'locked' | 'unlocked',
): Promise<SettingsAndClock> {
  if (mode === 'locked') tx.locks.assertOrder('organization');
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
     where o.organization_id = $1 ${mode === 'locked' ? 'for share of o' : ''}`,
    [tx.organizationId],
  );
  const { name, currency, timezone, month, plan, now } = row;
  return { organization: { name, currency, timezone, fiscalYearStartMonth: month, plan }, now: new Date(now) };
}
