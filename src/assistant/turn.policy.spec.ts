import { settlementOf } from './turn.policy.js';

describe('an answer', () => {
  it.each([
    ['answered', 'something', 'completed', 'kept'],
    ['answered', 'nothing', 'completed', 'kept'],
    ['reader-left', 'something', 'stopped', 'kept'],
    ['reader-left', 'nothing', 'failed', 'given-back'],
    ['model-failed', 'something', 'failed', 'given-back'],
    ['model-failed', 'nothing', 'failed', 'given-back'],
    ['process-stops', 'something', 'failed', 'given-back'],
    ['process-stops', 'nothing', 'failed', 'given-back'],
  ] as const)('that ends by %s, its reader having heard %s: %s, credits %s', (ending, heard, status, credits) => {
    expect(settlementOf(ending, heard)).toEqual({ status, credits });
  });
});
