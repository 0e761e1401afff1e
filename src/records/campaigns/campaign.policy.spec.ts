import { activationOf } from './campaign.policy.js';

const NOW = new Date('2026-11-24T09:00:00Z');
const EARLIER = new Date('2026-11-24T08:59:00Z');
const LATER = new Date('2026-11-24T09:01:00Z');

function schedule(at: Date | null) {
  return { scheduledFor: at?.toISOString().slice(0, 16) ?? null, scheduledAt: at };
}

describe('a scheduled campaign becomes active', () => {
  it('as a draft, at its future time', () => {
    expect(activationOf(null, { status: 'draft', ...schedule(LATER) }, NOW)).toEqual(LATER);
    const paused = { status: 'paused', ...schedule(LATER), activatesAt: null } as const;
    expect(activationOf(paused, { status: 'draft', ...schedule(LATER) }, NOW)).toEqual(LATER);
  });

  it('also when it is changed between its time and the job', () => {
    const due = { status: 'draft', ...schedule(EARLIER), activatesAt: EARLIER } as const;
    expect(activationOf(due, { status: 'draft', ...schedule(EARLIER) }, NOW)).toEqual(EARLIER);
    expect(activationOf(due, { status: 'draft', ...schedule(LATER) }, NOW)).toEqual(LATER);
  });

  it.each(['active', 'paused', 'completed'] as const)('never when it is %s', (status) => {
    const draft = { status: 'draft', ...schedule(LATER), activatesAt: LATER } as const;
    expect(activationOf(draft, { status, ...schedule(LATER) }, NOW)).toBeNull();
  });

  it('never without a time, and not again when it becomes a draft again', () => {
    expect(activationOf(null, { status: 'draft', ...schedule(null) }, NOW)).toBeNull();
    const done = { status: 'active', ...schedule(EARLIER), activatesAt: null } as const;
    expect(activationOf(done, { status: 'draft', ...schedule(EARLIER) }, NOW)).toBeNull();
  });
});
