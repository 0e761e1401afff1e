import { Injectable } from '@nestjs/common';
import { OrganizationEvent } from './organization-event.js';

/** A payment for the subscription did not go through. */
export interface PaymentFailed {
  /** Until then everything goes on; the same for every failure of one and the same payment. */
  readonly graceEndsAt: string;
}

/** Tells of a failed payment, in the transaction that makes the subscription `past_due`. */
@Injectable()
export class PaymentFailures extends OrganizationEvent<PaymentFailed> {}
