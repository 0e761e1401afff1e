import { Injectable } from '@nestjs/common';
import { organizationNotFound } from '../access/access.problems.js';
import type { SignedInCaller } from '../access/auth.guard.js';
import { AuditLog, type Actor } from '../audit/audit-log.js';
import { Seats } from '../billing/seats/seats.js';
import { Users } from '../identity/users.js';
import type { MemberDto, MemberListQueryDto } from '../membership/dto/member.dto.js';
import { Members } from '../membership/members.service.js';
import { Memberships } from '../membership/memberships.js';
import { OrganizationDeletion } from '../offboarding/organization-deletion/organization-deletion.service.js';
import { lockMemberships } from '../access/locks.js';
import type { TransferredOwnershipDto } from '../organization/dto/ownership.dto.js';
import { setOwner } from '../organization/organization-rows.js';
import { Ownership } from '../organization/ownership/ownership.service.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { userAuthorizationQuery } from '../access/authorization-query.js';
import type { TenantCaller } from '../platform/database/tenancy.js';
import { OwnerChanges } from '../identity/owner-changes.event.js';
import { invalid, Problem } from '../platform/http/problem.js';
import { parseId, type MembershipId, type OrganizationId, type UserId } from '../platform/ids/ids.js';
import type { Page } from '../platform/lists/keyset.js';
import type { PlatformOrganizationDto, RestoreDto } from './dto/operator.dto.js';
import { PlatformDirectory } from './platform-directory.service.js';

/** What a superadmin can do to an organization. Each action writes an audit event that its owner can see. */
@Injectable()
export class PlatformActions {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly directory: PlatformDirectory,
    private readonly members: Members,
    private readonly memberships: Memberships,
    private readonly seats: Seats,
    private readonly ownership: Ownership,
    private readonly organizationDeletion: OrganizationDeletion,
    private readonly users: Users,
    private readonly owners: OwnerChanges,
    private readonly audit: AuditLog,
  ) {}

  /** @throws 404 `organization-not-found` */
  async listMembers(caller: SignedInCaller, id: OrganizationId, query: MemberListQueryDto): Promise<Page<MemberDto>> {
    await this.directory.getOrganization(id);
    return this.members.list(asNonMember(caller, id), query);
  }

  /** @throws 404 `organization-not-found`, 409 `new-owner-must-be-admin`, 422 for a membership of another organization */
  async transferOwnership(
    caller: SignedInCaller,
    id: OrganizationId,
    newOwnerId: string,
  ): Promise<TransferredOwnershipDto> {
    return this.tenants.changeAccessAsNonMember(id, caller.idempotency, async (tx) => {
      const ownerId = await ownerOf(tx);
      if (!ownerId) throw new Problem(organizationNotFound);
      return this.ownership.transferIn(tx, ownerId, newOwnerId, superadminActor(caller));
    });
  }

  /**
   * Restores a deleted organization, with a new owner if it no longer has one.
   *
   * @throws 404 `organization-not-found`, 409 `organization-not-deleted`, 422 at `/ownerUserId` if an owner is
   *   required
   */
  async restoreOrganization(
    caller: SignedInCaller,
    id: OrganizationId,
    dto: RestoreDto,
  ): Promise<PlatformOrganizationDto> {
    await this.directory.getOrganization(id);
    await this.tenants.changeAccessAsNonMember(id, caller.idempotency, async (tx) => {
      await this.organizationDeletion.restoreIn(tx, superadminActor(caller), async () => {
        const ownerId = await ownerOf(tx);
        if (!ownerId || dto.ownerUserId !== undefined)
          await this.appointOwner(tx, ownerId, dto.ownerUserId, superadminActor(caller));
      });
      return {};
    });
    return this.directory.getOrganization(id);
  }

  /** Makes this user the owner; the current owner becomes an admin. */
  private async appointOwner(
    tx: TenantTransaction,
    currentId: MembershipId | null,
    ownerUserId: string | undefined,
    by: Actor,
  ): Promise<void> {
    const userId = parseId<UserId>(ownerUserId);
    const user = userId && (await this.users.find(userId));
    if (!user) throw invalid({ pointer: '/ownerUserId', detail: 'Enter the user ID of the new owner.' });
    tx.locks.requireExclusiveAccess();
    const membership = await this.memberships.findActive(tx, user.id);
    if (membership?.id === currentId) return;
    await lockMemberships(
      tx,
      [currentId, membership?.id].filter((id) => id !== null && id !== undefined),
    );
    if (currentId) await this.memberships.setRole(tx, currentId, 'admin');
    const ownerId = membership?.id ?? (await this.memberships.add(tx, user.id, 'owner'));
    if (membership) {
      await this.memberships.setRole(tx, ownerId, 'owner');
    } else {
      this.seats.takeForMember(tx, ownerId);
      this.audit.recordAuditEvent(tx, {
        action: 'member.added',
        actor: by,
        target: { kind: 'member', id: ownerId, name: user.name },
        changes: { role: { from: null, to: 'owner' } },
      });
    }
    await setOwner(tx, ownerId);
    await this.owners.announceOwner(tx);
    this.audit.recordAuditEvent(tx, {
      action: 'organization.ownership_transferred',
      actor: by,
      target: { kind: 'member', id: ownerId, name: user.name },
      changes: { owner: { from: currentId, to: ownerId } },
    });
  }
}

/** The superadmin as an actor in the organization's audit log. */
export function superadminActor({ user }: SignedInCaller): Actor {
  return { kind: 'superadmin', id: user.id, name: user.name };
}

async function ownerOf(tx: TenantTransaction): Promise<MembershipId | null> {
  const [row] = await tx.query<{ owner: MembershipId | null }>(
    'select owner_membership_id as owner from organization where organization_id = $1',
    [tx.organizationId],
  );
  return row?.owner ?? null;
}

/** The access rule has authorized the superadmin already. Their membership, if any, is not checked. */
function asNonMember({ user }: SignedInCaller, organizationId: OrganizationId): TenantCaller {
  return {
    organizationId,
    authorizationQuery: userAuthorizationQuery(organizationId, user.id),
    idempotency: null,
    authorize: () => undefined,
  };
}
