import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import type { Role } from '../../access/permissions.policy.js';
import { refusalAsRecordOwner } from '../../membership/membership.policy.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { invalid, Problem } from '../../platform/http/problem.js';
import { missingPermission } from '../../access/access.problems.js';
import { parseId } from '../../platform/ids/ids.js';
import { mayChangeOwner } from './owner.policy.js';
import type { Row } from './record-kind.js';

/** A membership that becomes the owner of a record, which cannot change until the commit; undefined if it does not exist. */
export interface RequestedOwner {
  readonly id: string;
  readonly state: OwnerState | undefined;
}

interface OwnerState {
  readonly role: Role;
  readonly status: 'active' | 'removed';
}

/** Decides who owns a record, and who may change that. */
@Injectable()
export class RecordOwners {
  /**
   * The owner of a new record: the given one, otherwise the creator. A record that an API key creates is unassigned.
   *
   * @throws 422 for an owner who is not active, or is a viewer
   */
  async ownerOfNew(tx: TenantTransaction, auth: AuthorizedContext, ownerId: unknown): Promise<string | null> {
    return ownerId === undefined ? auth.caller.membershipId : requireEligible(await this.readOwner(tx, ownerId));
  }

  /**
   * Reads the membership that is given as owner. A concurrent removal waits for the access lock and then finds the
   * record, or it has committed first and is seen here.
   *
   * @throws 422 for an invalid ID
   */
  async readOwner(tx: TenantTransaction, ownerId: unknown): Promise<RequestedOwner | null> {
    if (ownerId === undefined || ownerId === null) return null;
    const id = parseId<string>(ownerId);
    if (!id) throw ineligibleOwner();
    const [state] = await tx.query<OwnerState>(
      'select role, status from membership where organization_id = $1 and id = $2',
      [tx.organizationId, id],
    );
    return { id, state };
  }

  /**
   * The columns of a change of owner; none when the owner stays, or is not given (`undefined`).
   *
   * @throws 403 without the right to hand over this record, 422 for an owner who is not active, or is a viewer
   */
  columnsOf(auth: AuthorizedContext, before: Row, owner: RequestedOwner | null | undefined): Record<string, unknown> {
    const current = before['owner_id'] as string | null;
    if (owner === undefined || (owner?.id ?? null) === current) return {};
    const { membershipId } = auth.caller;
    if (!mayChangeOwner(current, { membershipId, mayReassign: auth.hasPermission('records:reassign') })) {
      throw missingPermission('records:reassign');
    }
    return { owner_id: requireEligible(owner), previous_owner_id: current ?? before['previous_owner_id'] };
  }
}

function requireEligible(owner: RequestedOwner | null): string | null {
  if (owner && refusalAsRecordOwner(owner.state)) throw ineligibleOwner();
  return owner?.id ?? null;
}

function ineligibleOwner(): Problem {
  return invalid({ pointer: '/ownerId', detail: 'Choose an active member who is not a viewer, or no owner.' });
}
