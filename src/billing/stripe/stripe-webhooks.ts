import { Inject, Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../../platform/database/global-database.js';
import Stripe from 'stripe';
import type { StripeConfiguration } from '../billing-configuration.js';
import { Problem } from '../../platform/http/problem.js';
import { OutboxDispatcher, messageOf, Outbox } from '../../platform/jobs/index.js';
import { WebhookEvents } from '../../identity/webhooks/webhook-events.js';
import { invalidSignature } from '../../identity/webhooks/webhook.problems.js';
import { CLOCK } from '../subscription/paid-subscriptions.js';
import { STRIPE_CONFIGURATION } from './stripe-client.js';
import { readEvent, STRIPE_EVENT } from './stripe-events.js';

/** The default of Stripe's library, which checks only past times; here it applies to future ones as well. */
const TOLERANCE_SECONDS = 300;

/** Receives Stripe's events: signed and recent, each once. They are stored, and processed by a job. */
@Injectable()
export class StripeWebhooks {
  constructor(
    @Inject(STRIPE_CONFIGURATION) private readonly configuration: StripeConfiguration,
    private readonly stripe: Stripe,
    private readonly globalDatabase: GlobalDatabase,
    private readonly events: WebhookEvents,
    private readonly outbox: Outbox,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  /** @throws 400 `invalid-signature`, also for a timestamp that is more than five minutes off */
  async receive(signature: string, body: Buffer): Promise<void> {
    const event = readEvent(this.verify(signature, body));
    if (!event) return;
    const { id, type, customer, session, isPaid } = event;
    const outboxIds = await this.globalDatabase.transaction(async (tx) => {
      if (!(await this.events.recordIfNew(tx, 'stripe', id))) return [];
      // A reading of Stripe that begins after this moment includes the event.
      const [{ since } = { since: 0 }] = await tx.query<{ since: number }>(`select ${CLOCK} as since`);
      const payload = { event: id, type, customer, session, isPaid, since };
      return [await this.outbox.enqueueGlobal(tx, { organizationId: null, ...messageOf(STRIPE_EVENT, payload) })];
    });
    this.dispatcher.dispatch(outboxIds);
  }

  private verify(signature: string, body: Buffer): unknown {
    try {
      // Not `constructEvent`, which refuses the newer type of event although its signature is valid.
      const { signature: verifier } = this.stripe.webhooks;
      if (!verifier?.verifyHeader(body, signature, this.configuration.webhookSecret, TOLERANCE_SECONDS))
        throw new Error();
      const signedAt = Number(/(?:^|,)t=(\d+)(?:,|$)/.exec(signature)?.[1]);
      if (!(signedAt - Date.now() / 1_000 <= TOLERANCE_SECONDS)) throw new Error('from the future');
      return JSON.parse(body.toString());
    } catch {
      throw new Problem(invalidSignature);
    }
  }
}
