/** How waiting for the model's answer ended. */
export type Ending = 'answered' | 'client-disconnected' | 'timed-out' | 'model-failed' | 'shutdown';

/** What happens to the answer, and to the credits that were taken for it. */
export type Settlement =
  | { readonly status: 'completed' | 'stopped'; readonly credits: 'kept' }
  /** `refunded-within-limits`: the client can cause this, so only a few times an hour. */
  | { readonly status: 'failed'; readonly credits: 'refunded' | 'refunded-within-limits' };

/** How often within an hour a member gets credits back for an answer that they did not wait for. */
export const MAX_DISCONNECT_REFUNDS = 10;

/**
 * The credits of an answer are kept, and also those of a part that was sent, however it was interrupted: the client
 * itself can interrupt it. Credits are refunded if nothing was sent, and if the service itself stops.
 */
export function settlementOf(ending: Ending, sent: 'something' | 'nothing'): Settlement {
  if (ending === 'answered') return { status: 'completed', credits: 'kept' };
  if (ending === 'shutdown') return { status: 'failed', credits: 'refunded' };
  if (sent === 'something') return { status: 'stopped', credits: 'kept' };
  return { status: 'failed', credits: ending === 'model-failed' ? 'refunded' : 'refunded-within-limits' };
}

/** @param before how often this happened for this member within the last hour */
export function isWithinLimits(before: number): boolean {
  return before < MAX_DISCONNECT_REFUNDS;
}
