import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SYSTEM } from '../audit/audit-log.js';
import { Departures } from '../identity/departures.js';
import { Memberships } from '../membership/memberships.js';
import { Ownership } from '../membership/ownership.service.js';
import { lockSubscription } from '../platform/database/locks.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { parseId, type OrganizationId, type UserId } from '../platform/ids/ids.js';
import {
  GIVE_UP_AFTER_A_WEEK,
  JobHandler,
  Outbox,
  type JobContext,
  type JobPayload,
  type JobResult,
} from '../platform/jobs/index.js';
import { lockAllActive, type LockedMember } from './departed-users-queries.js';
import { MembershipEnd } from './membership-end.js';
import { OrganizationEnd } from './organization-end.service.js';
import { chooseSuccessor } from './successor.policy.js';

const JOB = 'end-departed-membership';

/** Ends the memberships of a user whose account was deleted (rule 13 of the contract). */
@Injectable()
export class DepartedUsers implements OnModuleInit {
  constructor(
    private readonly departures: Departures,
    private readonly outbox: Outbox,
    private readonly tenants: TenantDatabase,
    private readonly memberships: Memberships,
    private readonly membershipEnd: MembershipEnd,
    private readonly organizationEnd: OrganizationEnd,
    private readonly ownership: Ownership,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparted((manager, userId) => this.oweEndings(manager, userId));
  }

  /**
   * Ends the membership as a removal does; an owner first hands the organization over. A repeated run has nothing to
   * do.
   */
  @JobHandler('maintenance', JOB, GIVE_UP_AFTER_A_WEEK)
  async endMembership(payload: JobPayload, context: JobContext): Promise<JobResult> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    const userId = parseId<UserId>(payload['userId']);
    if (!organizationId || !userId) return 'done';
    await this.tenants.changeAccessAsSystem(organizationId, async (tx) => {
      if (!(await this.memberships.activeOf(tx, userId))) return;
      await lockSubscription(tx);
      const members = await lockAllActive(tx);
      const leaver = members.find((member) => member.userId === userId);
      if (leaver) await this.end(tx, leaver, members);
    });
    return 'done';
  }

  /** Enqueues one job for each organization, in the transaction that deletes the account. */
  private async oweEndings(manager: EntityManager, userId: UserId): Promise<string[]> {
    const organizations = await manager.query<{ organization_id: string }[]>(
      'select organization_id from organizations_left_by($1)',
      [userId],
    );
    const rows: string[] = [];
    for (const { organization_id: organizationId } of organizations) {
      rows.push(
        await this.outbox.add(manager, { organizationId, queue: 'maintenance', name: JOB, payload: { userId } }),
      );
    }
    return rows;
  }

  private async end(tx: TenantTransaction, leaver: LockedMember, members: readonly LockedMember[]): Promise<void> {
    const successor = leaver.role === 'owner' ? chooseSuccessor(members.filter((member) => member !== leaver)) : null;
    // As in a transfer of ownership: the previous owner becomes an admin until their membership ends.
    if (successor) await this.ownership.pass(tx, leaver, successor, SYSTEM);
    await this.membershipEnd.come(tx, {
      membershipId: leaver.id,
      name: leaver.name,
      handover: null,
      keys: 'end',
      invitations: 'none',
      action: 'member.removed',
      by: SYSTEM,
    });
    if (leaver.role === 'owner' && !successor) await this.closeOrganization(tx);
  }

  /**
   * No member can become the owner. The organization is deleted without one; a superadmin can restore it with a new
   * owner.
   */
  private async closeOrganization(tx: TenantTransaction): Promise<void> {
    const { name, deleted_at: deletedAt } = await tx.one<{ name: string; deleted_at: string | null }>(
      'select name, deleted_at from organization where organization_id = $1',
      [tx.organizationId],
    );
    if (deletedAt === null) await this.organizationEnd.deleteIn(tx, name, SYSTEM);
    await tx.query('update organization set owner_membership_id = null where organization_id = $1', [
      tx.organizationId,
    ]);
  }
}
