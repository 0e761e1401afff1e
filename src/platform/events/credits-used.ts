import { Injectable } from '@nestjs/common';
import { OrganizationEvent } from './organization-event.js';

/** Most of a period's monthly credits are used, or all of them. */
export interface CreditsUsed {
  readonly percent: 80 | 100;
  /** Of the period's monthly credits. */
  readonly used: number;
  readonly granted: number;
  /** What is topped up beside them. */
  readonly topUp: number;
  readonly periodStartedAt: string;
  readonly periodEndsAt: string;
}

/** Tells that the monthly credits run out, in the transaction of the debit that used them. It may tell so more than once. */
@Injectable()
export class CreditThresholds extends OrganizationEvent<CreditsUsed> {}
