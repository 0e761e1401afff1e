import { Injectable } from '@nestjs/common';
import type { Entry } from '../../access/entry.js';
import { refusalAsRecordOwner } from '../../membership/membership.policy.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { invalid, permissionDenied, Problem } from '../../platform/http/problem.js';
import { parseId } from '../../platform/ids/ids.js';
import { mayChangeOwner } from './owner.policy.js';
import type { Row } from './record-kind.js';

interface OwnerState {
  readonly role: 'owner' | 'admin' | 'member' | 'viewer';
  readonly status: 'active' | 'removed';
}

/** Who owns a record, and who may change that. */
@Injectable()
export class RecordOwners {
  /** The owner of a new record: whoever is named, else the creator; a key's records begin unassigned. */
  async ofNew(tx: TenantTransaction, entry: Entry, given: unknown): Promise<string | null> {
    const ownerId = given === undefined ? entry.caller.membershipId : readOwner(given);
    await this.requireFit(tx, ownerId);
    return ownerId;
  }

  /**
   * The columns of a change of owner; none when it stays.
   *
   * @throws 403 without the right to give this record away, 422 for an owner who is not active or a viewer
   */
  async ofChanged(tx: TenantTransaction, entry: Entry, before: Row, given: unknown): Promise<Record<string, unknown>> {
    if (given === undefined) return {};
    const ownerId = readOwner(given);
    const current = before['owner_id'] as string | null;
    if (ownerId === current) return {};
    const { membershipId } = entry.caller;
    if (!mayChangeOwner(current, { membershipId, mayReassign: entry.may('records:reassign') })) {
      throw new Problem(permissionDenied, { extra: { requiredPermission: 'records:reassign' } });
    }
    await this.requireFit(tx, ownerId);
    return { owner_id: ownerId, previous_owner_id: current ?? before['previous_owner_id'] };
  }

  /**
   * Holds the membership until the end of the transaction, so that a removal at this very moment waits and then finds the
   * record, or has come first and is seen here.
   */
  private async requireFit(tx: TenantTransaction, ownerId: string | null): Promise<void> {
    if (ownerId === null) return;
    const [owner] = await tx.query<OwnerState>(
      'select role, status from membership where organization_id = $1 and id = $2 for share',
      [tx.organizationId, ownerId],
    );
    if (refusalAsRecordOwner(owner)) {
      throw invalid({ pointer: '/ownerId', detail: 'Give an active member who is no viewer, or null.' });
    }
  }
}

/** An id that is none is nobody's; the check that follows says so. */
function readOwner(given: unknown): string | null {
  if (given === null) return null;
  const id = parseId<string>(given);
  if (!id) throw invalid({ pointer: '/ownerId', detail: 'Give an active member who is no viewer, or null.' });
  return id;
}
