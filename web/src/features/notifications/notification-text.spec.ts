import { namedIn, sentenceOf } from './notification-text';
import type { Notification } from './queries';

const ADA = '019ab970-1c00-7000-8000-000000000001';
const GRACE = '019ab970-1c00-7000-8000-000000000002';
const NAMES = new Map([
  [ADA, 'Ada Lovelace'],
  [GRACE, 'Grace Hopper'],
]);
const reassignment = (facts: Notification['facts'], kind: Notification['kind']): Notification => ({
  id: '019ab970-1c00-7000-8000-000000000003',
  kind,
  subject: { id: '019ab970-1c00-7000-8000-000000000004', name: null },
  person: null,
  facts,
  createdAt: '2026-11-24T09:00:00.000Z',
  readAt: null,
});

it.each([
  [{ done: 72, from: ADA, to: GRACE }, '72 records moved from Ada Lovelace to Grace Hopper.'],
  [{ done: 1, from: 'unassigned', to: GRACE }, '1 record moved from unassigned to Grace Hopper.'],
  [{ done: 2, from: ADA }, '2 records moved from Ada Lovelace.'],
  // Written before the owners were.
  [{ done: 72 }, 'The reassignment is complete: 72 records moved.'],
])('says from whom to whom records moved: %p', (facts, sentence) => {
  expect(sentenceOf(reassignment(facts, 'reassignment.completed'), NAMES, 'UTC')).toBe(sentence);
});

it('says it of a reassignment that failed, without the names that are not known', () => {
  const failed = reassignment({ done: 3, from: ADA, to: GRACE }, 'reassignment.failed');
  expect(sentenceOf(failed, NAMES, 'UTC')).toBe(
    'The reassignment from Ada Lovelace to Grace Hopper failed after 3 records.',
  );
  expect(sentenceOf(failed, new Map(), 'UTC')).toBe('The reassignment failed after 3 records.');
});

it('asks for the names of members only', () => {
  expect(namedIn(reassignment({ from: 'unassigned', to: GRACE }, 'reassignment.completed'))).toEqual([GRACE]);
});
