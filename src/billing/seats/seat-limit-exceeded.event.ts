import { Injectable } from '@nestjs/common';
import type { Plan } from '../../access/plan.js';
import { OrganizationEvent } from '../../platform/events/organization-event.js';

/** A plan became active that has fewer seats than are in use. */
export interface SeatLimitExceeded {
  readonly plan: Plan;
  readonly used: number;
  readonly limit: number;
}

/** Announces that an organization uses more seats than its plan has, in the transaction that caused it. */
@Injectable()
export class SeatOverruns extends OrganizationEvent<SeatLimitExceeded> {}
