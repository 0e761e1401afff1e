import { Injectable } from '@nestjs/common';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { OrganizationEvent } from '../../platform/events/organization-event.js';

/** A payment for the subscription failed. */
export interface PaymentFailed {
  readonly organizationId: OrganizationId;
  /** The subscription stays active until then; the same for every failure of one payment. */
  readonly graceEndsAt: string;
}

/** Announces a failed payment, in the transaction that makes the subscription `past_due`. */
@Injectable()
export class PaymentFailures extends OrganizationEvent<PaymentFailed> {}
