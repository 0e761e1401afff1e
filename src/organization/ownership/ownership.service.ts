import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { AuditLog, type Actor } from '../../audit/audit-log.js';
import { lockMemberships, type LockedMembership } from '../../access/locks.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { OwnerChanges } from '../../identity/owner-changes.event.js';
import { invalid, Problem } from '../../platform/http/problem.js';
import { missingPermission } from '../../access/access.problems.js';
import { parseId, type MembershipId } from '../../platform/ids/ids.js';
import type { OwnershipTransferDto, TransferredOwnershipDto } from '../dto/ownership.dto.js';
import { refusalAsNewOwner } from '../../membership/membership.policy.js';
import { Memberships } from '../../membership/memberships.js';
import { OwnershipTransfers } from './ownership-transferred.event.js';
import { setOwner } from '../organization-rows.js';

/** Transfers the ownership. */
@Injectable()
export class Ownership {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly memberships: Memberships,
    private readonly audit: AuditLog,
    private readonly owners: OwnerChanges,
    private readonly transfers: OwnershipTransfers,
  ) {}

  /**
   * Makes an active admin the owner and the owner an admin, in one transaction.
   *
   * @throws 409 `new-owner-must-be-admin`, 422 for a membership that is not one of this organization
   */
  async transfer(auth: AuthorizedContext, dto: OwnershipTransferDto): Promise<TransferredOwnershipDto> {
    return this.tenants.changeAccess(auth, async (tx) => {
      const { membershipId } = auth.caller;
      if (!membershipId) throw missingPermission('ownership:transfer');
      return this.transferIn(tx, membershipId, dto.membershipId, auth.actor);
    });
  }

  /** The same in an open transaction, requested by the owner or by the platform. */
  async transferIn(
    tx: TenantTransaction,
    ownerId: MembershipId,
    newOwnerId: string,
    by: Actor,
  ): Promise<TransferredOwnershipDto> {
    const id = parseId<MembershipId>(newOwnerId);
    const locked = await lockMemberships(tx, id ? [ownerId, id] : [ownerId]);
    const owner = locked.find((member) => member.id === ownerId);
    const newOwner = locked.find((member) => member.id === id);
    if (!newOwner) throw invalid({ pointer: '/membershipId', detail: 'Choose a member of this organization.' });
    // The owner may have transferred the ownership between the authorization query and this lock.
    if (owner?.role !== 'owner' || owner.status !== 'active') {
      throw missingPermission('ownership:transfer');
    }
    const refusal = refusalAsNewOwner(newOwner);
    if (refusal) throw new Problem(refusal);
    await this.transferUnchecked(tx, owner, newOwner, by);
    return { ownerMembershipId: newOwner.id, previousOwnerMembershipId: owner.id };
  }

  /**
   * Transfers the ownership, whatever role the new owner had. The caller holds the locks of both memberships, and has checked
   * that the transfer is allowed.
   */
  async transferUnchecked(
    tx: TenantTransaction,
    owner: NamedMembership,
    newOwner: NamedMembership,
    by: Actor,
  ): Promise<void> {
    await this.swapRoles(tx, owner, newOwner);
    await this.owners.announceOwner(tx);
    this.audit.recordAuditEvent(tx, {
      action: 'organization.ownership_transferred',
      actor: by,
      target: { kind: 'member', id: newOwner.id, name: newOwner.name },
      changes: { owner: { from: owner.id, to: newOwner.id } },
    });
    await this.transfers.announce(tx, { from: owner.id as MembershipId, to: newOwner.id as MembershipId, by });
  }

  /**
   * The previous owner's role changes first: the database does not allow two owners, and no organization without an owner at the
   * end of the transaction.
   */
  private async swapRoles(tx: TenantTransaction, owner: NamedMembership, newOwner: NamedMembership): Promise<void> {
    await this.memberships.setRole(tx, owner.id, 'admin');
    await this.memberships.setRole(tx, newOwner.id, 'owner');
    await setOwner(tx, newOwner.id);
  }
}

type NamedMembership = Pick<LockedMembership, 'id' | 'name'>;
