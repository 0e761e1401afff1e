import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { Problem, unauthenticated } from '../platform/http/problem.js';
import { newId, type MembershipId, type UserId } from '../platform/ids/ids.js';
import { Seats } from '../billing/seats/seats.js';
import type { Role } from '../access/permissions.policy.js';

export interface ActiveMembership {
  readonly id: MembershipId;
  readonly role: Role;
}

/** How memberships begin and end; the callers decide whether that is allowed. */
@Injectable()
export class Memberships {
  constructor(private readonly seats: Seats) {}

  /**
   * Adds a member. The caller has reserved a seat for them.
   * The account is locked and checked in the same statement: it may be deleted at the same moment. Then either the deletion
   * waits for this transaction and finds the new membership, or this statement finds the account deleted.
   *
   * @throws 401 for a deleted account
   */
  async add(tx: TenantTransaction, userId: UserId, role: Role, id = newId<MembershipId>()): Promise<MembershipId> {
    const added = await tx.query(
      `insert into membership (organization_id, id, user_id, account_name, role, status, joined_at, last_active_at)
       select $1, $2, user_id, name, $4, 'active', clock_timestamp(), clock_timestamp()
       from user_account where user_id = $3 and deleted_at is null for key share
       returning id`,
      [tx.organizationId, id, userId, role],
    );
    if (added.length === 0) throw new Problem(unauthenticated);
    return id;
  }

  async findActive(tx: TenantTransaction, userId: UserId): Promise<ActiveMembership | null> {
    const [row] = await tx.query<ActiveMembership>(
      `select id, role from membership where organization_id = $1 and user_id = $2 and status = 'active'`,
      [tx.organizationId, userId],
    );
    return row ?? null;
  }

  /** Whether the owner of this address is an active member. */
  async hasMemberWithAddress(tx: TenantTransaction, email: string): Promise<boolean> {
    const rows = await tx.query(
      `select 1 from membership m join user_email e on e.user_id = m.user_id
       where m.organization_id = $1 and m.status = 'active' and e.email = $2`,
      [tx.organizationId, email],
    );
    return rows.length > 0;
  }

  /** The caller holds the lock of the membership. The database does not allow a second owner. */
  async setRole(tx: TenantTransaction, id: string, role: Role): Promise<void> {
    tx.locks.requireExclusiveAccess();
    await tx.query('update membership set role = $3 where organization_id = $1 and id = $2', [
      tx.organizationId,
      id,
      role,
    ]);
  }

  /** Makes a removed membership active again. The caller has reserved a seat for the member. */
  async reinstate(tx: TenantTransaction, id: MembershipId): Promise<void> {
    tx.locks.requireExclusiveAccess();
    await tx.query(
      `update membership set status = 'active', removed_at = null where organization_id = $1 and id = $2`,
      [tx.organizationId, id],
    );
    this.seats.takeForMember(tx, id);
  }

  /** Ends a membership, which is kept as history, and frees its seat. */
  remove(tx: TenantTransaction, id: MembershipId): void {
    tx.locks.requireExclusiveAccess();
    tx.executeDeferred(
      `update membership set status = 'removed', removed_at = statement_timestamp()
       where organization_id = $1 and id = $2 and status = 'active'`,
      [tx.organizationId, id],
    );
    this.seats.release(tx, [id]);
  }
}
