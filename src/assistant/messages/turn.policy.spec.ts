import { isWithinLimits, MAX_DISCONNECT_REFUNDS, settlementOf } from './turn.policy.js';

describe('an answer', () => {
  it.each([
    ['answered', 'something', 'completed', 'kept'],
    ['answered', 'nothing', 'completed', 'kept'],
    ['client-disconnected', 'something', 'stopped', 'kept'],
    ['client-disconnected', 'nothing', 'failed', 'refunded-within-limits'],
    ['timed-out', 'something', 'stopped', 'kept'],
    ['timed-out', 'nothing', 'failed', 'refunded-within-limits'],
    ['model-failed', 'something', 'stopped', 'kept'],
    ['model-failed', 'nothing', 'failed', 'refunded'],
    ['shutdown', 'something', 'failed', 'refunded'],
    ['shutdown', 'nothing', 'failed', 'refunded'],
  ] as const)('that ends by %s after %s was sent: %s, credits %s', (ending, sent, status, credits) => {
    expect(settlementOf(ending, sent)).toEqual({ status, credits });
  });

  it('whose client disconnected is refunded a few times an hour', () => {
    expect([0, MAX_DISCONNECT_REFUNDS - 1, MAX_DISCONNECT_REFUNDS, 1_000].map(isWithinLimits)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
