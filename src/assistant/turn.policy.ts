/** How waiting for the model's answer ended. */
export type Ending = 'answered' | 'reader-left' | 'out-of-time' | 'model-failed' | 'process-stops';

/** What happens to the answer, and to the credits that were taken for it. */
export type Settlement =
  | { readonly status: 'completed' | 'stopped'; readonly credits: 'kept' }
  /** `given-back-within-limits`: the asker can bring this about, so a few times an hour only. */
  | { readonly status: 'failed'; readonly credits: 'given-back' | 'given-back-within-limits' };

/** How often within an hour a member gets credits back for an answer that they did not wait for. */
export const MOST_UNHEARD = 10;

/**
 * The credits of an answer are kept, and also those of a part that was sent, however it was interrupted: the client
 * itself can interrupt it. Credits are refunded if nothing was sent, and if the service itself stops.
 */
export function settlementOf(ending: Ending, heard: 'something' | 'nothing'): Settlement {
  if (ending === 'answered') return { status: 'completed', credits: 'kept' };
  if (ending === 'process-stops') return { status: 'failed', credits: 'given-back' };
  if (heard === 'something') return { status: 'stopped', credits: 'kept' };
  return { status: 'failed', credits: ending === 'model-failed' ? 'given-back' : 'given-back-within-limits' };
}

/** @param before how often this happened for this member within the last hour */
export function isWithinLimits(before: number): boolean {
  return before < MOST_UNHEARD;
}
