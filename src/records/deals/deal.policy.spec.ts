import { afterChange, DEAL_STAGES, isClosed } from './deal.policy.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const EARLIER = new Date('2026-11-01T12:00:00Z');

describe('a deal', () => {
  it('begins in qualification, open', () => {
    expect(afterChange(null, { stage: undefined, closedAt: undefined }, NOW)).toEqual({
      stage: 'qualification',
      closedAt: null,
    });
  });

  describe.each(DEAL_STAGES)('that changes to %s', (stage) => {
    it.each([
      null,
      { stage: 'proposal', closedAt: null } as const,
      { stage: 'closed_won', closedAt: EARLIER } as const,
    ])('from %j', (before) => {
      const after = afterChange(before, { stage, closedAt: undefined }, NOW);
      const closedAt = before?.closedAt ?? NOW;
      expect(after).toEqual({ stage, closedAt: isClosed(stage) ? closedAt : null });
    });

    it('takes a time exactly if that closes it', () => {
      const after = afterChange(null, { stage, closedAt: EARLIER }, NOW);
      expect(after).toEqual(isClosed(stage) ? { stage, closedAt: EARLIER } : null);
    });

    it('takes no time (null) exactly if it is open', () => {
      const after = afterChange(null, { stage, closedAt: null }, NOW);
      expect(after).toEqual(isClosed(stage) ? null : { stage, closedAt: null });
    });
  });
});
