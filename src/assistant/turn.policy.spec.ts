import { isWithinLimits, MOST_UNHEARD, settlementOf } from './turn.policy.js';

describe('an answer', () => {
  it.each([
    ['answered', 'something', 'completed', 'kept'],
    ['answered', 'nothing', 'completed', 'kept'],
    ['reader-left', 'something', 'stopped', 'kept'],
    ['reader-left', 'nothing', 'failed', 'given-back-within-limits'],
    ['out-of-time', 'something', 'stopped', 'kept'],
    ['out-of-time', 'nothing', 'failed', 'given-back-within-limits'],
    ['model-failed', 'something', 'stopped', 'kept'],
    ['model-failed', 'nothing', 'failed', 'given-back'],
    ['process-stops', 'something', 'failed', 'given-back'],
    ['process-stops', 'nothing', 'failed', 'given-back'],
  ] as const)('that ends by %s after %s was sent: %s, credits %s', (ending, heard, status, credits) => {
    expect(settlementOf(ending, heard)).toEqual({ status, credits });
  });

  it('that its reader did not wait for is free a few times an hour', () => {
    expect([0, MOST_UNHEARD - 1, MOST_UNHEARD, 1_000].map(isWithinLimits)).toEqual([true, true, false, false]);
  });
});
