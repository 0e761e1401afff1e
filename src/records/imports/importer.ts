import type { EnteredOrganization } from '../../access/entry.js';
import { scopeOf, scopeOfKey, type Permission } from '../../access/permissions.policy.js';
import { holdMemberships } from '../../platform/database/locks.js';
import type { Plan, Role } from '../../platform/database/tenancy.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ImportRow } from './import-rows.js';
import type { OwnerBook } from './owner-book.js';

const MEMBER_LEFT =
  'The member who asked for it was removed, or may not create these records any more; import the rest anew.';
const KEY_STOPPED = 'The API key that asked for it was revoked or has expired; import the rest anew.';
const ORGANIZATION_DELETED = 'The organization was deleted.';

/** The memberships of a batch, as they are until its end. */
export type HeldMembers = Awaited<ReturnType<typeof holdMemberships>>;

/** Holds the importer and everybody whom the rows name as owner, before anything else is locked. */
export async function holdMembers(
  tx: TenantTransaction,
  run: Pick<ImportRow, 'membership_id'>,
  owners: OwnerBook,
): Promise<HeldMembers> {
  const ids = [...new Set([run.membership_id, ...owners.candidates()])].filter((id) => id !== null);
  return holdMemberships(tx, ids);
}

/**
 * Why the import must not go on: whoever asked for it could not create these records by themselves any more, which is in force
 * with the next batch as with their next request. Null: it may.
 */
export async function refusalToGoOn(
  tx: TenantTransaction,
  run: ImportRow,
  members: HeldMembers,
  edit: Permission,
): Promise<string | null> {
  const [organization] = await tx.query<{ deleted: boolean }>(
    'select deleted_at is not null as deleted from organization where organization_id = $1',
    [tx.organizationId],
  );
  if (organization?.deleted !== false) return ORGANIZATION_DELETED;
  if (run.api_key_id !== null) return (await keyMay(tx, run.api_key_id, edit)) ? null : KEY_STOPPED;
  const member = members.find(({ id }) => id === run.membership_id);
  return member?.status === 'active' && scopeOf(member.role, edit) === 'all' ? null : MEMBER_LEFT;
}

async function keyMay(tx: TenantTransaction, id: string, edit: Permission): Promise<boolean> {
  const [key] = await tx.query<{ role: Role }>(
    `select role from api_key where organization_id = $1 and id = $2 and revoked_at is null
       and (expires_at is null or expires_at > clock_timestamp())`,
    [tx.organizationId, id],
  );
  return key !== undefined && scopeOfKey(key.role, edit) === 'all';
}

export interface LocalMoment {
  readonly organization: EnteredOrganization;
  readonly now: Date;
}

/**
 * The organization's settings and the database's clock. Where rows count in local time, whoever changes the timezone waits until
 * the commit, and then moves what was written here.
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
