import { Injectable } from '@nestjs/common';
import type { OrganizationId } from '../platform/ids/ids.js';

/** Whoever is paid for the plans. Calls may fail while the provider is away; whoever calls tries again. */
export abstract class Payments {
  /**
   * Ends whatever the organization subscribed to there, for good: it is charged no more. Answers once the provider has
   * confirmed it; without a subscription, or after an earlier call, there is nothing to do.
   *
   * @param begunBefore what was subscribed to later stays: an organization that was restored may have a new one
   */
  abstract endSubscription(organizationId: OrganizationId, begunBefore: Date): Promise<void>;
}

/** Nobody is paid, so everything is confirmed at once. */
@Injectable()
export class LocalPayments extends Payments {
  endSubscription(): Promise<void> {
    return Promise.resolve();
  }
}
