import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/audit-log.js';
import { OrganizationEvent } from '../../platform/events/organization-event.js';
import type { MembershipId, ReassignmentId } from '../../platform/ids/ids.js';
import type { Purpose } from './run-plan.js';

/** A reassignment that a job has ended. */
export interface ReassignmentEnded {
  readonly id: ReassignmentId;
  readonly purpose: Purpose;
  readonly status: 'completed' | 'failed';
  /** How many records have their new owner. */
  readonly done: number;
  /** The previous owner; null: the records had no owner. */
  readonly from: MembershipId | null;
  /** The new owner; null if there is none, or several. */
  readonly to: MembershipId | null;
  readonly requestedBy: Actor;
}

/** Announces that a reassignment has completed or failed, in the transaction that ends it. */
@Injectable()
export class ReassignmentEnds extends OrganizationEvent<ReassignmentEnded> {}
