import type { Role } from '../../access/permissions.policy.js';
import { lockMemberships } from '../../access/locks.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { MembershipId, UserId } from '../../platform/ids/ids.js';
import type { Candidate } from './new-owner.policy.js';

export interface LockedMember extends Candidate {
  readonly id: MembershipId;
  readonly userId: UserId;
  /** Their last display name. */
  readonly name: string;
}

interface MemberRow {
  readonly id: MembershipId;
  readonly user_id: UserId;
  readonly role: Role;
  readonly joined_at: string;
  readonly last_name: string;
  readonly is_deleted: boolean;
}

/**
 * Locks every active membership of the organization, whose subscription is locked already. No one can then join,
 * leave or change role before the caller has made its decision.
 */
export async function lockActiveMembers(tx: TenantTransaction): Promise<LockedMember[]> {
  const active = await tx.query<{ id: string }>(
    `select id from membership where organization_id = $1 and status = 'active'`,
    [tx.organizationId],
  );
  await lockMemberships(
    tx,
    active.map(({ id }) => id),
  );
  const rows = await tx.query<MemberRow>(
    `select m.id, m.user_id, m.role, m.joined_at, coalesce(u.departed_name, u.name) as last_name,
            u.deleted_at is not null as is_deleted
     from membership m join user_account u on u.user_id = m.user_id
     where m.organization_id = $1 and m.status = 'active'`,
    [tx.organizationId],
  );
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    role: row.role,
    joinedAt: row.joined_at,
    name: row.last_name,
    account: row.is_deleted ? 'deleted' : 'active',
  }));
}
