import fc from 'fast-check';
import { ROLES } from '../../access/permissions.policy.js';
import { chooseNewOwner, type Candidate } from './new-owner.policy.js';

const candidate = fc.record<Candidate>({
  id: fc.uuid({ version: 7 }),
  // The owner whose account was deleted is not a candidate.
  role: fc.constantFrom(...ROLES.filter((role) => role !== 'owner')),
  joinedAt: fc
    .integer({ min: 0, max: 5 })
    .map((second) => new Date(Date.UTC(2026, 10, 24, 9, 0, second)).toISOString()),
  account: fc.constantFrom('active', 'deleted'),
});
const candidates = fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 8 });

const member = (id: string, role: Candidate['role'], joinedAt = '', account: Candidate['account'] = 'active') => ({
  id,
  role,
  joinedAt,
  account,
});

describe('the new owner when the account of the owner was deleted', () => {
  // Every combination of up to three other members, of every role, with an active or a deleted account.
  const kinds = (['admin', 'member', 'viewer'] as const).flatMap((role) =>
    (['active', 'deleted'] as const).map((account) => ({ role, account })),
  );
  const groups = kinds.flatMap((a) => kinds.flatMap((b) => kinds.map((c) => [a, b, c])));

  it.each([0, 1, 2, 3])(
    'is the first admin with an active account, otherwise the first such member, of %i others',
    (size) => {
      for (const group of groups) {
        const others = group
          .slice(0, size)
          .map((kind, position) => ({ ...kind, id: String(position), joinedAt: `${position}` }));
        const withActiveAccount = others.filter(({ account }) => account === 'active');
        const expected =
          withActiveAccount.find(({ role }) => role === 'admin') ??
          withActiveAccount.find(({ role }) => role === 'member') ??
          null;
        expect(chooseNewOwner(others)).toBe(expected);
        expect(chooseNewOwner([...others].reverse())).toBe(expected);
      }
    },
  );

  it('is an admin before any member, however long the member has been there', () => {
    expect(chooseNewOwner([member('a', 'member', '1'), member('b', 'admin', '2')])?.id).toBe('b');
  });

  it('is the one who joined first, whatever their IDs; for those who joined at the same time the IDs decide', () => {
    expect(chooseNewOwner([member('a', 'admin', '2'), member('b', 'admin', '1')])?.id).toBe('b');
    expect(chooseNewOwner([member('b', 'admin', '1'), member('a', 'admin', '1')])?.id).toBe('a');
  });

  it('is null exactly when there is neither an admin nor a member with an active account', () => {
    fc.assert(
      fc.property(candidates, (others) => {
        const hasEligible = others.some(({ role, account }) => account === 'active' && role !== 'viewer');
        expect(chooseNewOwner(others) !== null).toBe(hasEligible);
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
          const newOwner = chooseNewOwner(others);
          expect(chooseNewOwner(shuffled)).toBe(newOwner);
          const eligible = others.filter(({ role, account }) => account === 'active' && role !== 'viewer');
          const best = eligible.map(rank).sort()[0];
          expect(newOwner && rank(newOwner)).toBe(best ?? null);
        },
      ),
    );
  });

  it('leaves the list as it was', () => {
    fc.assert(
      fc.property(candidates, (others) => {
        const before = [...others];
        chooseNewOwner(others);
        expect(others).toEqual(before);
      }),
    );
  });
});
