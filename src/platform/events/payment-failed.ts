import { Injectable } from '@nestjs/common';
import type { OrganizationId } from '../ids/ids.js';
import { OrganizationEvent } from './organization-event.js';

/** A payment for the subscription did not go through. */
export interface PaymentFailed {
  readonly organizationId: OrganizationId;
  /** Until then everything goes on; the same for every failure of one and the same payment. */
  readonly graceEndsAt: string;
}

/** Tells of a failed payment, in the transaction that makes the subscription `past_due`. */
@Injectable()
export class PaymentFailures extends OrganizationEvent<PaymentFailed> {}
