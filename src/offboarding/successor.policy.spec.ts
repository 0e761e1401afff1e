import fc from 'fast-check';
import { ROLES } from '../access/permissions.policy.js';
import { chooseSuccessor, type Candidate } from './successor.policy.js';

const candidate = fc.record<Candidate>({
  id: fc.uuid({ version: 7 }),
  // The owner whose account was deleted is not a candidate.
  role: fc.constantFrom(...ROLES.filter((role) => role !== 'owner')),
  joinedAt: fc
    .integer({ min: 0, max: 5 })
    .map((second) => new Date(Date.UTC(2026, 10, 24, 9, 0, second)).toISOString()),
  account: fc.constantFrom('live', 'gone'),
});
const candidates = fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 8 });

const member = (id: string, role: Candidate['role'], joinedAt = '', account: Candidate['account'] = 'live') => ({
  id,
  role,
  joinedAt,
  account,
});

describe('the successor of an owner whose account was deleted', () => {
  // Every combination of up to three other members, of every role, with an active or a deleted account.
  const kinds = (['admin', 'member', 'viewer'] as const).flatMap((role) =>
    (['live', 'gone'] as const).map((account) => ({ role, account })),
  );
  const companies = kinds.flatMap((a) => kinds.flatMap((b) => kinds.map((c) => [a, b, c])));

  it.each([0, 1, 2, 3])(
    'is the first admin with an active account, otherwise the first such member, of %i others',
    (size) => {
      for (const company of companies) {
        const others = company
          .slice(0, size)
          .map((kind, place) => ({ ...kind, id: String(place), joinedAt: `${place}` }));
        const living = others.filter(({ account }) => account === 'live');
        const expected =
          living.find(({ role }) => role === 'admin') ?? living.find(({ role }) => role === 'member') ?? null;
        expect(chooseSuccessor(others)).toBe(expected);
        expect(chooseSuccessor([...others].reverse())).toBe(expected);
      }
    },
  );

  it('is an admin before any member, however long the member has been there', () => {
    expect(chooseSuccessor([member('a', 'member', '1'), member('b', 'admin', '2')])?.id).toBe('b');
  });

  it('is the one who joined first, whatever their IDs; for those who joined at the same time the IDs decide', () => {
    expect(chooseSuccessor([member('a', 'admin', '2'), member('b', 'admin', '1')])?.id).toBe('b');
    expect(chooseSuccessor([member('b', 'admin', '1'), member('a', 'admin', '1')])?.id).toBe('a');
  });

  it('is null exactly when there is neither an admin nor a member with an active account', () => {
    fc.assert(
      fc.property(candidates, (others) => {
        const isSomebodyLeft = others.some(({ role, account }) => account === 'live' && role !== 'viewer');
        expect(chooseSuccessor(others) !== null).toBe(isSomebodyLeft);
      }),
    );
  });

  it('ranks before every other candidate, and does not depend on the order of the candidates', () => {
    const rank = ({ role, joinedAt, id }: Candidate) => `${role === 'admin' ? 0 : 1} ${joinedAt} ${id}`;
    fc.assert(
      fc.property(
        candidates.chain((others) =>
          fc.tuple(fc.constant(others), fc.shuffledSubarray(others, { minLength: others.length })),
        ),
        ([others, shuffled]) => {
          const successor = chooseSuccessor(others);
          expect(chooseSuccessor(shuffled)).toBe(successor);
          const eligible = others.filter(({ role, account }) => account === 'live' && role !== 'viewer');
          const best = eligible.map(rank).sort()[0];
          expect(successor && rank(successor)).toBe(best ?? null);
        },
      ),
    );
  });

  it('leaves the list as it was', () => {
    fc.assert(
      fc.property(candidates, (others) => {
        const before = [...others];
        chooseSuccessor(others);
        expect(others).toEqual(before);
      }),
    );
  });
});
