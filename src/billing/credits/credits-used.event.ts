import { Injectable } from '@nestjs/common';
import { OrganizationEvent } from '../../platform/events/organization-event.js';

/** Most or all of a period's monthly credits are used. */
export interface CreditsUsed {
  readonly percent: 80 | 100;
  /** Of the period's monthly credits. */
  readonly used: number;
  readonly granted: number;
  /** The credits of top-ups, in addition to these. */
  readonly topUp: number;
  readonly periodStartedAt: string;
  readonly periodEndsAt: string;
}

/**
 * Announces that the monthly credits run out, in the transaction of the debit that used them. It may be announced more than
 * once.
 */
@Injectable()
export class CreditThresholds extends OrganizationEvent<CreditsUsed> {}
