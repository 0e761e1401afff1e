/** How the wait for the model's answer ended. */
export type Ending = 'answered' | 'reader-left' | 'model-failed' | 'process-stops';

/** What becomes of the answer, and of the credits that were taken for it. */
export type Settlement =
  | { readonly status: 'completed' | 'stopped'; readonly credits: 'kept' }
  | { readonly status: 'failed'; readonly credits: 'given-back' };

/**
 * An answer is paid for. What breaks off is not, unless its reader broke it off after having been sent a part: else whoever
 * leaves with the last word would read for nothing.
 */
export function settlementOf(ending: Ending, heard: 'something' | 'nothing'): Settlement {
  if (ending === 'answered') return { status: 'completed', credits: 'kept' };
  if (ending === 'reader-left' && heard === 'something') return { status: 'stopped', credits: 'kept' };
  return { status: 'failed', credits: 'given-back' };
}
