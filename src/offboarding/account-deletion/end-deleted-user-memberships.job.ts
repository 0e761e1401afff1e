import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { GlobalTransaction } from '../../platform/database/global-database.js';
import { SYSTEM } from '../../audit/audit-log.js';
import { AccountDeletions } from '../../identity/account-deletions.js';
import { Memberships } from '../../membership/memberships.js';
import { Ownership } from '../../organization/ownership/ownership.service.js';
import { lockSubscription } from '../../access/locks.js';
import { setOwner } from '../../organization/organization-rows.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { UserId } from '../../platform/ids/ids.js';
import {
  GIVE_UP_AFTER_A_WEEK,
  idField,
  JobHandler,
  messageOf,
  organizationJobKind,
  Outbox,
  type JobResult,
  type PayloadOf,
} from '../../platform/jobs/index.js';
import { lockActiveMembers, type LockedMember } from './lock-active-members.js';
import { MembershipEnd } from '../removal/end-membership.js';
import { OrganizationDeletion } from '../organization-deletion/organization-deletion.service.js';
import { chooseNewOwner } from './new-owner.policy.js';
import { MAINTENANCE_QUEUE } from '../../platform/jobs/index.js';

const DEPARTED_MEMBERSHIP = organizationJobKind(MAINTENANCE_QUEUE, 'end-departed-membership', {
  userId: idField<UserId>(),
});

/** Ends the memberships of a user whose account was deleted (rule 13 of the contract). */
@Injectable()
export class DeletedUserMemberships implements OnModuleInit {
  constructor(
    private readonly accountDeletions: AccountDeletions,
    private readonly outbox: Outbox,
    private readonly tenants: TenantDatabase,
    private readonly memberships: Memberships,
    private readonly membershipEnd: MembershipEnd,
    private readonly organizationDeletion: OrganizationDeletion,
    private readonly ownership: Ownership,
  ) {}

  onModuleInit(): void {
    this.accountDeletions.onAccountDeleted((tx, userId) => this.enqueueMembershipEnds(tx, userId));
  }

  /**
   * Ends the membership as a removal does; an owner first hands the organization over. A repeated run has nothing to
   * do.
   */
  @JobHandler(DEPARTED_MEMBERSHIP, GIVE_UP_AFTER_A_WEEK)
  async run({ organizationId, userId }: PayloadOf<typeof DEPARTED_MEMBERSHIP>): Promise<JobResult> {
    await this.tenants.changeAccessAsSystem(organizationId, async (tx) => {
      if (!(await this.memberships.findActive(tx, userId))) return;
      await lockSubscription(tx);
      const members = await lockActiveMembers(tx);
      const deletedMember = members.find((member) => member.userId === userId);
      if (deletedMember) await this.endMembershipIn(tx, deletedMember, members);
    });
    return 'done';
  }

  /** Enqueues one job for each organization, in the transaction that deletes the account. */
  private async enqueueMembershipEnds(tx: GlobalTransaction, userId: UserId): Promise<string[]> {
    const organizations = await tx.query<{ organization_id: string }>(
      'select organization_id from organizations_left_by($1)',
      [userId],
    );
    const rows: string[] = [];
    for (const { organization_id: organizationId } of organizations) {
      rows.push(await this.outbox.enqueueGlobal(tx, { organizationId, ...messageOf(DEPARTED_MEMBERSHIP, { userId }) }));
    }
    return rows;
  }

  private async endMembershipIn(
    tx: TenantTransaction,
    deletedMember: LockedMember,
    members: readonly LockedMember[],
  ): Promise<void> {
    const newOwner =
      deletedMember.role === 'owner' ? chooseNewOwner(members.filter((member) => member !== deletedMember)) : null;
    // As in a transfer of ownership: the previous owner becomes an admin until their membership ends.
    if (newOwner) await this.ownership.transferUnchecked(tx, deletedMember, newOwner, SYSTEM);
    await this.membershipEnd.endMembership(tx, {
      membershipId: deletedMember.id,
      name: deletedMember.name,
      newOwners: [],
      keys: 'revoke',
      invitations: 'none',
      action: 'member.removed',
      by: SYSTEM,
    });
    if (deletedMember.role === 'owner' && !newOwner) await this.deleteOwnerlessOrganization(tx);
  }

  /**
   * No member can become the owner. The organization is deleted without one; a superadmin can restore it with a new
   * owner.
   */
  private async deleteOwnerlessOrganization(tx: TenantTransaction): Promise<void> {
    const { name, deleted_at: deletedAt } = await tx.one<{ name: string; deleted_at: string | null }>(
      'select name, deleted_at from organization where organization_id = $1',
      [tx.organizationId],
    );
    if (deletedAt === null) await this.organizationDeletion.deleteIn(tx, name, SYSTEM);
    await setOwner(tx, null);
  }
}
