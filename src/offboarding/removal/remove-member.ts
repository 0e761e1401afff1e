import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { ApiKeys } from '../../identity/api-keys/api-keys.service.js';
import { refusalAsRecordOwner, refusalOfRemoval } from '../../membership/membership.policy.js';
import { memberNotFound } from '../../membership/membership.problems.js';
import { lockMemberships, lockSubscription, type LockedMembership } from '../../access/locks.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { invalid, Problem } from '../../platform/http/problem.js';
import { missingPermission } from '../../access/access.problems.js';
import type { MembershipId } from '../../platform/ids/ids.js';
import type { RemovalDto, RemovalQueryDto } from '../dto/removal.dto.js';
import { MembershipEnd } from './end-membership.js';
import type { NewOwner } from '../reassignment/reassignment.policy.js';
import { readHandover, refusalToKeep, type HandoverShare, type KeepOptions } from './removal.policy.js';

/** Removes members, and lets members leave. */
@Injectable()
export class Removals {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly membershipEnd: MembershipEnd,
    private readonly keys: ApiKeys,
  ) {}

  /**
   * Ends a membership with the next request and releases its seat. The membership stays as history, and the member's
   * records get their new owners. Their API keys and the pending invitations that they sent are revoked, unless another
   * person keeps them.
   *
   * @throws 403 for handing over without `records:reassign` and for keeping what the caller may not keep, 404
   *   `member-not-found`, 409 `owner-cannot-leave`, `member-not-active`, `new-owner-not-active`
   */
  async remove(auth: AuthorizedContext, id: MembershipId, query: RemovalQueryDto): Promise<RemovalDto> {
    const shares = (query.reassignTo === undefined ? null : readHandover(query.reassignTo)) ?? [];
    const keep = { apiKeys: query.keepApiKeys === 'true', invitations: query.keepInvitations === 'true' };
    return this.tenants.changeAccess(auth, async (tx) => {
      refuseHandover(auth, shares);
      await this.refuseKeeping(tx, auth, id, keep);
      await lockSubscription(tx);
      const locked = await lockMemberships(tx, [id, ...shares.map(({ membershipId }) => membershipId)]);
      const member = locked.find((row) => row.id === id);
      if (!member) throw new Problem(memberNotFound);
      refuseUnknown(shares, locked);
      const refusal = refusalOfRemoval(member) ?? refusalOfHandover(id, shares, locked);
      if (refusal) throw new Problem(refusal);
      const reassignmentId = await this.membershipEnd.endMembership(tx, {
        membershipId: id,
        name: member.name,
        newOwners: newOwnersOf(shares, locked),
        keys: keep.apiKeys ? 'keep' : 'revoke',
        invitations: keep.invitations ? 'member-and-viewer' : 'none',
        action: auth.caller.membershipId === id ? 'member.left' : 'member.removed',
        by: auth.actor,
      });
      return { membershipId: id, reassignmentId };
    });
  }

  private async refuseKeeping(
    tx: TenantTransaction,
    auth: AuthorizedContext,
    id: MembershipId,
    keep: KeepOptions,
  ): Promise<void> {
    if (!keep.apiKeys && !keep.invitations) return;
    const { kind, id: callerId } = auth.caller;
    // A key acts for the member who created it.
    const callerMembership = kind === 'api_key' ? await this.keys.creatorOf(tx, callerId) : callerId;
    const refusal = refusalToKeep(keep, {
      isLeaver: callerMembership === id,
      may: (permission) => auth.hasPermission(permission),
    });
    if (!refusal) return;
    throw missingPermission(refusal.requiredPermission, refusal.isOwnChoice ? OWN_CHOICE : undefined);
  }
}

const OWN_CHOICE =
  'A member who leaves cannot keep their own API keys or invitations. Leave without this option, or ask another admin to remove you with it.';

type Locked = readonly LockedMembership[];

function refuseUnknown(shares: readonly HandoverShare[], locked: Locked): void {
  if (shares.every(({ membershipId }) => locked.some(({ id }) => id === membershipId))) return;
  throw invalid({ pointer: '/reassignTo', detail: 'Choose members of this organization.' });
}

/** The member who is being removed is no longer active, so they cannot be a new owner. */
function refusalOfHandover(id: MembershipId, shares: readonly HandoverShare[], locked: Locked) {
  for (const { membershipId } of shares) {
    const target = membershipId === id ? undefined : locked.find((member) => member.id === membershipId);
    const refusal = refusalAsRecordOwner(target);
    if (refusal) return refusal;
  }
  return null;
}

function refuseHandover(auth: AuthorizedContext, shares: readonly HandoverShare[]): void {
  if (shares.length > 0 && !auth.hasPermission('records:reassign')) {
    throw missingPermission('records:reassign');
  }
}

function newOwnersOf(shares: readonly HandoverShare[], locked: Locked): NewOwner[] {
  return shares.map((share) => ({ ...share, name: locked.find(({ id }) => id === share.membershipId)?.name ?? '' }));
}
