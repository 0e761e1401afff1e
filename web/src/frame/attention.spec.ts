import type { Schemas } from '../api/client';
import { mostUrgent } from './attention';

const SEATS: Schemas['OrganizationSeatsDto'] = {
  used: 3,
  pending: 0,
  limit: 3,
  plan: 'starter',
  over: false,
};
const CREDITS: Schemas['CreditsDto'] = {
  balance: 50,
  monthly: 50,
  topUp: 0,
  periodEndsAt: '2026-12-01T00:00:00.000Z',
  unlimited: false,
  usage: [],
};
const used = (credits: number, balance: number): Schemas['CreditsDto'] => ({
  ...CREDITS,
  balance,
  usage: [{ feature: 'assistant', credits }],
});

describe('what owner and admins have to know', () => {
  it('is nothing in an organization in order, or before it is known', () => {
    expect(mostUrgent(SEATS, CREDITS)).toBeNull();
    expect(mostUrgent(undefined, undefined)).toBeNull();
  });

  it('is the failed payment before the seats, and the seats before the credits', () => {
    const over = { ...SEATS, used: 5, over: true };
    const overdue = { ...over, graceEndsAt: '2026-12-05T10:00:00.000Z' };
    expect(mostUrgent(overdue, used(50, 0))).toEqual({ kind: 'past-due', graceEndsAt: '2026-12-05T10:00:00.000Z' });
    expect(mostUrgent(over, used(50, 0))).toEqual({ kind: 'over-seats', seats: 2 });
    expect(mostUrgent(SEATS, used(50, 0))).toMatchObject({ kind: 'no-credits' });
  });

  it.each([
    [39, 11, null],
    [40, 10, 'few-credits'],
    [49, 1, 'few-credits'],
    [50, 0, 'no-credits'],
  ])('says with %i used and %i left: %p', (spent, left, kind) => {
    expect(mostUrgent(SEATS, used(spent, left))?.kind ?? null).toBe(kind);
  });

  it('is never about credits where they are unlimited', () => {
    expect(mostUrgent(SEATS, { ...used(50, 0), unlimited: true })).toBeNull();
  });
});
