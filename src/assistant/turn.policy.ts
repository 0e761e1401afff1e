/** How the wait for the model's answer ended. */
export type Ending = 'answered' | 'reader-left' | 'out-of-time' | 'model-failed' | 'process-stops';

/** What becomes of the answer, and of the credits that were taken for it. */
export type Settlement =
  | { readonly status: 'completed' | 'stopped'; readonly credits: 'kept' }
  /** `given-back-within-limits`: the asker can bring this about, so a few times an hour only. */
  | { readonly status: 'failed'; readonly credits: 'given-back' | 'given-back-within-limits' };

/** So often in an hour a person gets credits back for an answer that they did not wait for. */
export const MOST_UNHEARD = 10;

/**
 * An answer is paid for, and so is a part of one that was sent, however it broke off: the asker can see to it that it does.
 * Credits go back where nothing was sent, and where the service itself stops.
 */
export function settlementOf(ending: Ending, heard: 'something' | 'nothing'): Settlement {
  if (ending === 'answered') return { status: 'completed', credits: 'kept' };
  if (ending === 'process-stops') return { status: 'failed', credits: 'given-back' };
  if (heard === 'something') return { status: 'stopped', credits: 'kept' };
  return { status: 'failed', credits: ending === 'model-failed' ? 'given-back' : 'given-back-within-limits' };
}

/** @param before how often it was so for this person within an hour */
export function isWithinLimits(before: number): boolean {
  return before < MOST_UNHEARD;
}
