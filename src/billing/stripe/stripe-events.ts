import { z } from 'zod';
import { logger } from '../../platform/logging/logger.js';
import { providerId } from '../../platform/webhooks/provider-id.js';

/** The message that an event of Stripe has left to be worked on. */
export const EVENT_JOB = 'stripe-event';
/** The message that asks for an organization to be brought to where Stripe says that it stands. */
export const SYNC_JOB = 'stripe-sync';

/** An event that means something here. Only whom it is about is taken from it; the state is read again. */
export interface StripeEvent {
  readonly id: string;
  readonly type: string;
  readonly customer: string;
  /** The checkout that it tells of. */
  readonly session: string | null;
  /** It says that this checkout is paid. */
  readonly isPaid: boolean;
}

const RELEVANT =
  /^(checkout\.session\.(completed|async_payment_succeeded)|customer\.subscription\.[a-z_]+|customer\.deleted|invoice\.(paid|payment_succeeded|payment_failed|payment_action_required))$/;

const reference = z.union([providerId, z.object({ id: providerId }).transform(({ id }) => id)]);

const TYPED = z.object({ type: z.string().regex(RELEVANT) });

/** Lenient on purpose: events of any API version are taken. */
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

/** Null for what we take quietly: events of other types, about nobody's money, or in a form that no version has. */
export function readEvent(json: unknown): StripeEvent | null {
  const { data: typed } = TYPED.safeParse(json);
  if (!typed) return null;
  const { type } = typed;
  const { data: event } = EVENT.safeParse(json);
  if (!event) {
    logger.warn({ type, reason: 'unreadable' }, 'An event of Stripe could not be read and is ignored.');
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
