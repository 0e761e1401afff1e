import { Inject, Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { DataSource } from 'typeorm';
import type { StripeConfiguration } from '../billing-configuration.js';
import { runGlobalTransaction } from '../../platform/database/global-transaction.js';
import { Problem } from '../../platform/http/problem.js';
import { OutboxDispatcher, Outbox } from '../../platform/jobs/index.js';
import { WebhookEvents } from '../../identity/webhooks/webhook-events.js';
import { invalidSignature } from '../../identity/webhooks/webhook.problems.js';
import { CLOCK } from '../subscription/paid-subscriptions.js';
import { STRIPE_CONFIGURATION } from './stripe-client.js';
import { EVENT_JOB, readEvent } from './stripe-events.js';
import { PAYMENT_QUEUE } from '../subscription/payment.queue.js';

/** The default of Stripe's library, which checks only past times; here it applies to future ones as well. */
const TOLERANCE_SECONDS = 300;

/** Receives Stripe's events: signed and recent, each once. They are stored, and processed by a job. */
@Injectable()
export class StripeWebhooks {
  constructor(
    @Inject(STRIPE_CONFIGURATION) private readonly configuration: StripeConfiguration,
    private readonly stripe: Stripe,
    private readonly dataSource: DataSource,
    private readonly events: WebhookEvents,
    private readonly outbox: Outbox,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  /** @throws 400 `invalid-signature`, also for a timestamp that is more than five minutes off */
  async receive(signature: string, body: Buffer): Promise<void> {
    const event = readEvent(this.verify(signature, body));
    if (!event) return;
    const { id, type, customer, session, isPaid } = event;
    const outboxIds = await runGlobalTransaction(this.dataSource, async (manager) => {
      if (!(await this.events.recordIfNew(manager, 'stripe', id))) return [];
      // A reading of Stripe that begins after this moment includes the event.
      const [{ since } = { since: 0 }] = await manager.query<{ since: number }[]>(`select ${CLOCK} as since`);
      const payload = { event: id, type, customer, session, isPaid, since };
      return [
        await this.outbox.enqueueGlobal(manager, {
          organizationId: null,
          queue: PAYMENT_QUEUE.name,
          name: EVENT_JOB,
          payload,
        }),
      ];
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
