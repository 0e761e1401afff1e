import fc from 'fast-check';
import { Problem } from '../../src/platform/http/problem.js';
import type { OrganizationId } from '../../src/platform/ids/ids.js';
import { World, type Plan } from '../support/world.js';
import { ADA, BillingFixture, OPERATOR } from './support/billing-fixture.js';

const SEED = Number(process.env['SEED'] ?? 14);
const ROUNDS = Number(process.env['ROUNDS'] ?? 6);

let world: World;
let billing: BillingFixture;

beforeAll(async () => {
  world = await World.start();
  billing = await BillingFixture.open(world.database);
});
afterAll(async () => {
  await billing.close();
  await world.stop();
});

const PLANS = ['free', 'starter', 'pro', 'enterprise'] as const satisfies readonly Plan[];
const SEATS: Record<Plan, number> = { free: 1, starter: 3, pro: 10, enterprise: Infinity };
const GRANTS: Record<Plan, number> = { free: 50, starter: 3_000, pro: 10_000, enterprise: 40_000 };

type Act =
  | { readonly do: 'debit' | 'topUp' | 'adjust'; readonly credits: number }
  | { readonly do: 'debitAndRefund'; readonly credits: number }
  | { readonly do: 'choose' | 'force'; readonly plan: Plan }
  | { readonly do: 'invite' | 'read' | 'renew' };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('debit' as const), credits: fc.integer({ min: 1, max: 900 }) }) },
  fc.record({
    do: fc.constantFrom('topUp' as const, 'debitAndRefund' as const),
    credits: fc.integer({ min: 1, max: 400 }),
  }),
  fc.record({ do: fc.constant('adjust' as const), credits: fc.constantFrom(-300, -7, 9, 200) }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('choose' as const), plan: fc.constantFrom(...PLANS) }) },
  fc.record({ do: fc.constant('force' as const), plan: fc.constantFrom(...PLANS) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('invite' as const, 'read' as const, 'renew' as const) }) },
);

/** What may be answered: done, or a refusal that the rules name. Anything else (a deadlock, a 500) fails the test. */
const REFUSALS = ['insufficient-credits', 'adjustment-below-zero', 'seats-exceed-plan', 'seat-limit-reached'];

describe('plan changes, invitations, debits, top-ups and renewals of one organization at once', () => {
  it(`never deadlock, and leave no seat and no credit too many (SEED=${SEED}, ROUNDS=${ROUNDS})`, async () => {
    let people = 0;
    const round = async (acts: readonly Act[]) => {
      const organization = await world.organization('free');
      const { owner, path } = organization;
      const id = organization.id as OrganizationId;
      let [spent, added] = [0, 0];
      const chosen = new Set<Plan>(['free']);
      const forced = new Set<Plan>();
      const perform = async (what: Act): Promise<void> => {
        switch (what.do) {
          case 'debit':
            await billing.debit(id, what.credits);
            spent += what.credits;
            return;
          case 'debitAndRefund': {
            const key = `message-${++people}`;
            await billing.debit(id, what.credits, key);
            expect(await billing.refund(id, key)).toBe(what.credits);
            return;
          }
          case 'topUp':
            accept(await owner.post(`${path}/billing/credits/top-ups`, { credits: what.credits }), () => {
              added += what.credits;
            });
            return;
          case 'adjust':
            await billing.runInTenant(id, (tx) => billing.credits.adjust(tx, what.credits, 'Test', OPERATOR));
            added += what.credits;
            return;
          case 'choose':
            accept(await owner.put(`${path}/billing/plan`, { plan: what.plan }), () => chosen.add(what.plan));
            return;
          case 'force':
            await billing.runInTenant(id, (tx) => billing.subscriptions.forcePlan(tx, what.plan, null, OPERATOR));
            chosen.add(what.plan);
            forced.add(what.plan);
            return;
          case 'invite':
            accept(await owner.post(`${path}/invitations`, { email: `guest${++people}@example.com`, role: 'member' }));
            return;
          case 'read':
            accept(await owner.get(`${path}/billing/credits`));
            return;
          case 'renew':
            await billing.runScheduledJob();
        }
      };
      const outcomes = await Promise.allSettled(acts.map(perform));
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(REFUSALS).toContain(codeOf(outcome.reason));
      }
      // The model: the period granted what its largest plan gives, whatever the order was.
      const granted = Math.max(...[...chosen].map((plan) => GRANTS[plan]));
      const balance = await billing.balance(id);
      expect(balance.sum).toBe(granted + added - spent);
      expect(balance.monthly + balance.topUp).toBe(balance.sum);
      expect(Math.min(balance.monthly, balance.topUp)).toBeGreaterThanOrEqual(0);
      const { body } = await owner.get(`${path}/billing`);
      expect(body.credits.balance).toBe(balance.sum);
      if (forced.size === 0) expect(body.seats.used).toBeLessThanOrEqual(SEATS[body.plan as Plan]);
      const used = await owner.get(`${path}/billing/credits`);
      expect(used.body.usage).toEqual(spent === 0 ? [] : [{ feature: 'assistant', credits: spent }]);
    };
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 40, maxLength: 60 }), round), {
      seed: SEED,
      numRuns: ROUNDS,
      // Each try creates an organization and acts at once: a failure is reported as it is, without shrinking.
      endOnFailure: true,
    });
  });

  it('at the end of a period renew it once', async () => {
    const { id, owner, path } = await world.organization('starter');
    const organizationId = id as OrganizationId;
    await billing.moveCreation(id, new Date(Date.now() - 33 * 86_400_000).toISOString());
    const debits = Array.from({ length: 20 }, (_, index) =>
      billing.runInTenant(organizationId, (tx) =>
        billing.credits.debit(tx, { feature: 'assistant', credits: 1, key: `m${index}`, actor: ADA }),
      ),
    );
    const changes = Array.from({ length: 5 }, () => owner.put(`${path}/billing/plan`, { plan: 'pro' }));
    const reads = Array.from({ length: 10 }, () => owner.get(`${path}/billing/credits`));
    const answers = await Promise.all([...changes, ...reads]);
    await Promise.all([...debits, billing.runScheduledJob(), billing.runScheduledJob()]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await billing.ledger(id)).filter((entry) => !entry.startsWith('debit'))).toEqual([
      'grant 50+0',
      'grant 2950+0',
      'lapse -3000+0',
      'grant 3000+0',
      'grant 7000+0',
    ]);
    expect(await billing.balance(id)).toEqual({ monthly: 9_980, topUp: 0, sum: 9_980 });
  });
});

/** Throws what the service refused, so that it is checked like a refusal of a method. */
function accept(answer: { status: number; body: { code?: string }; text: string }, done: () => void = () => undefined) {
  if (answer.status >= 400) throw new Error(answer.body.code ?? answer.text);
  done();
}

function codeOf(reason: unknown): string {
  if (reason instanceof Problem) return reason.kind.code;
  return reason instanceof Error ? reason.message : String(reason);
}
