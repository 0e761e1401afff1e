import { Injectable } from '@nestjs/common';
import type { Entry } from '../access/entry.js';
import { refusalAsRecordOwner, refusalOfRemoval } from '../membership/membership.policy.js';
import { memberNotFound } from '../membership/membership.problems.js';
import { lockMemberships, lockSubscription } from '../platform/database/locks.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import { invalid, permissionDenied, Problem } from '../platform/http/problem.js';
import { parseId, type MembershipId } from '../platform/ids/ids.js';
import type { RemovalDto, RemovalQueryDto } from './dto/removal.dto.js';
import { MembershipEnd } from './membership-end.js';

/** Removing a member, or leaving. */
@Injectable()
export class Removals {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly membershipEnd: MembershipEnd,
  ) {}

  /**
   * Ends a membership with the next request and frees its seat; it stays as history, and what was theirs is handed over.
   *
   * @throws 403 for handing over without `records:reassign`, 404 `member-not-found`, 409 `owner-cannot-leave`,
   *   `member-not-active`, `new-owner-not-active`
   */
  async remove(entry: Entry, id: MembershipId, query: RemovalQueryDto): Promise<RemovalDto> {
    const heir = query.reassignTo === undefined ? null : parseId<MembershipId>(query.reassignTo);
    return this.tenants.changeAccess(entry, async (tx) => {
      refuseHandingOver(entry, heir);
      await lockSubscription(tx);
      const locked = await lockMemberships(tx, heir ? [id, heir] : [id]);
      const member = locked.find((row) => row.id === id);
      if (!member) throw new Problem(memberNotFound);
      const target = locked.find((row) => row.id === heir);
      if (heir && !target) throw invalid({ pointer: '/reassignTo', detail: 'Give a membership of this organization.' });
      const refusal = refusalOfRemoval(member) ?? (heir ? refusalAsHeir(id, heir, target) : null);
      if (refusal) throw new Problem(refusal);
      const reassignmentId = await this.membershipEnd.come(tx, {
        membershipId: id,
        name: member.name,
        heir,
        keys: query.keepApiKeys === 'true' ? 'live-on' : 'end',
        action: entry.caller.membershipId === id ? 'member.left' : 'member.removed',
        by: entry.actor,
      });
      return { membershipId: id, reassignmentId };
    });
  }
}

/** Whoever is being removed is not active any more, so they cannot be their own heir. */
function refusalAsHeir(id: MembershipId, heir: MembershipId, target: Parameters<typeof refusalAsRecordOwner>[0]) {
  return refusalAsRecordOwner(heir === id ? undefined : target);
}

function refuseHandingOver(entry: Entry, heir: MembershipId | null): void {
  if (heir && !entry.may('records:reassign')) {
    throw new Problem(permissionDenied, { extra: { requiredPermission: 'records:reassign' } });
  }
}
