import fc from 'fast-check';
import { ROLES, type Role } from '../access/permissions.policy.js';
import type { Change } from '../platform/changes/change.js';
import { eventsFor } from './stream-events.policy.js';
import { mayRead, TOPIC_NAMES } from './topics.policy.js';

const MEMBERS = ['a', 'b'];
const changes = fc.array(
  fc.record({
    topic: fc.constantFrom(...TOPIC_NAMES, 'unknown'),
    id: fc.option(fc.constantFrom('1', '2', '3')),
    recipient: fc.option(fc.constantFrom(...MEMBERS)),
  }),
);

const parsed = (text: string) =>
  [...text.matchAll(/event: changed\ndata: (.*)\n\n/g)].map(
    ([, data]) => JSON.parse(data ?? '') as { topic: string; ids: string[] },
  );

const concerns = ({ topic, recipient }: Change, membershipId: string, role: Role) =>
  mayRead(role, topic) && (recipient === null || recipient === membershipId);

describe('eventsFor', () => {
  it('names each topic once with all of its IDs, and nothing that is not for the reader', () => {
    fc.assert(
      fc.property(changes, fc.constantFrom(...MEMBERS), fc.constantFrom(...ROLES), (all, membershipId, role) => {
        const own = all.filter((change) => concerns(change, membershipId, role));
        const events = parsed(eventsFor({ membershipId, role }, all));
        expect(events.map(({ topic }) => topic)).toEqual([...new Set(own.map(({ topic }) => topic))]);
        for (const { topic, ids } of events) {
          const expected = own.filter((change) => change.topic === topic).flatMap(({ id }) => id ?? []);
          expect(ids).toEqual([...new Set(expected)]);
        }
      }),
    );
  });

  it('lists no IDs where there are more than fifty: the list is loaded as a whole', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ topic: 'members', id: `${index}`, recipient: null }));
    expect(parsed(eventsFor({ membershipId: 'a', role: 'viewer' }, many(50)))[0]?.ids).toHaveLength(50);
    expect(parsed(eventsFor({ membershipId: 'a', role: 'viewer' }, many(51)))[0]?.ids).toEqual([]);
  });
});
