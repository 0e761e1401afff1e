import { z } from 'zod';
import { jobKind, organizationJobKind } from '../../platform/jobs/index.js';
import { logger } from '../../platform/logging/logger.js';
import { providerId } from '../../identity/webhooks/provider-id.js';
import { PAYMENT_QUEUE } from '../subscription/payment.queue.js';

/** The job that processes a stored event of Stripe. */
export const STRIPE_EVENT = jobKind(PAYMENT_QUEUE, 'stripe-event', {
  customer: z.string(),
  session: z.string().nullable().default(null),
  isPaid: z.boolean().default(false),
  since: z.number().nullable().default(null),
});
/** The job that reads an organization's subscription from Stripe and applies its state. */
export const STRIPE_SYNC = organizationJobKind(PAYMENT_QUEUE, 'stripe-sync', {
  /** Whether paid top-ups are made up for as well. */
  topUps: z.boolean().default(false),
});

/** An event that is relevant here. Only the customer is taken from it; the state is read from Stripe. */
export interface StripeEvent {
  readonly id: string;
  readonly type: string;
  readonly customer: string;
  /** The checkout that it is about. */
  readonly session: string | null;
  /** Whether it says that this checkout is paid. */
  readonly isPaid: boolean;
}

const RELEVANT =
  /^(checkout\.session\.(completed|async_payment_succeeded)|customer\.subscription\.[a-z_]+|customer\.deleted|invoice\.(paid|payment_succeeded|payment_failed|payment_action_required))$/;

const reference = z.union([providerId, z.object({ id: providerId }).transform(({ id }) => id)]);

const TYPED = z.object({ type: z.string().regex(RELEVANT) });

/** Lenient on purpose, so that events of any API version are accepted. */
const EVENT = z.object({
  id: providerId,
  data: z.object({
    object: z.object({
      id: providerId,
      customer: reference.nullish(),
      payment_status: z.string().nullish().catch(null),
    }),
  }),
});

/** Null for events that are ignored without an error: other types, events without a customer, and unknown forms. */
export function readEvent(json: unknown): StripeEvent | null {
  const { data: typed } = TYPED.safeParse(json);
  if (!typed) return null;
  const { type } = typed;
  const { data: event } = EVENT.safeParse(json);
  if (!event) {
    logger.warn({ type, reason: 'unreadable' }, 'An event of Stripe could not be parsed and is ignored.');
    return null;
  }
  const { object } = event.data;
  const customer = type === 'customer.deleted' ? object.id : object.customer;
  if (!customer) return null;
  return {
    id: event.id,
    type,
    customer,
    session: type.startsWith('checkout.session.') ? object.id : null,
    isPaid: object.payment_status === 'paid',
  };
}
