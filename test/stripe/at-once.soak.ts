import fc from 'fast-check';
import { Problem } from '../../src/platform/http/problem.js';
import type { OrganizationId } from '../../src/platform/ids/ids.js';
import { BillingFixture } from '../billing/support/billing-fixture.js';
import type { Answer } from '../support/client.js';
import type { Plan } from '../support/world.js';
import { PRICE } from './support/stripe-stand-in.js';
import { StripeWorld } from './support/stripe-world.js';

const SEED = Number(process.env['SEED'] ?? 14);
const ROUNDS = Number(process.env['ROUNDS'] ?? 2);

let stripe: StripeWorld;
let billing: BillingFixture;
beforeAll(async () => {
  stripe = await StripeWorld.start();
  billing = await BillingFixture.open(stripe.world.database);
});
afterAll(async () => {
  await billing.close();
  await stripe.stop();
});

const PLANS = ['free', 'starter', 'pro', 'enterprise'] as const satisfies readonly Plan[];
const SEATS: Record<Plan, number> = { free: 1, starter: 3, pro: 10, enterprise: Infinity };
const GRANTS: Record<Plan, number> = { free: 50, starter: 3_000, pro: 10_000, enterprise: 40_000 };

type Act =
  | { readonly do: 'debit' | 'buy'; readonly credits: number }
  | { readonly do: 'choose'; readonly plan: Plan }
  | { readonly do: 'accept'; readonly who: number }
  | { readonly do: 'deliver'; readonly type: string }
  | { readonly do: 'invite' | 'read' };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('debit' as const), credits: fc.integer({ min: 1, max: 900 }) }) },
  fc.record({ do: fc.constant('buy' as const), credits: fc.integer({ min: 1, max: 400 }) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('choose' as const), plan: fc.constantFrom(...PLANS) }) },
  fc.record({ do: fc.constant('accept' as const), who: fc.constantFrom(0, 1) }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('deliver' as const),
      type: fc.constantFrom('customer.subscription.updated', 'invoice.paid', 'invoice.payment_failed'),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('invite' as const, 'read' as const) }) },
);

/** What may be answered: done, or a refusal that the rules name. Anything else (a deadlock, a 5xx) fails the test. */
const REFUSALS = [
  'insufficient-credits',
  'seats-exceed-plan',
  'seat-limit-reached',
  'plan-change-in-progress',
  'already-a-member',
];

describe('plan changes, invitations, accepts, debits and events of one organization at once', () => {
  it(`never deadlock, and leave no seat and no credit too many (SEED=${SEED}, ROUNDS=${ROUNDS})`, async () => {
    let people = 0;
    const round = async (acts: readonly Act[]) => {
      const organization = await stripe.paying('starter');
      const { owner, path, subscription } = organization;
      const id = organization.id as OrganizationId;
      const guests = await Promise.all([invited(organization), invited(organization)]);
      let [spent, bought] = [0, 0];
      const paid = new Set<Plan>(['starter']);
      const perform = async (what: Act): Promise<void> => {
        switch (what.do) {
          case 'debit':
            await billing.debit(id, what.credits);
            spent += what.credits;
            return;
          case 'buy': {
            const answer = accept(await owner.post(`${path}/billing/credits/top-ups`, { credits: what.credits }));
            const session = stripe.stripe.pay(stripe.sessionAt(answer.body.url).id);
            bought += what.credits;
            for (const type of ['completed', 'async_payment_succeeded']) {
              accept(await stripe.deliver(`checkout.session.${type}`, session));
            }
            return;
          }
          case 'choose':
            accept(await owner.put(`${path}/billing/plan`, { plan: what.plan }));
            paid.add(what.plan);
            return;
          case 'accept': {
            const guest = guests[what.who];
            if (guest) accept(await guest.person.post(`/invitations/${guest.token}/accept`));
            return;
          }
          case 'deliver':
            accept(await stripe.deliver(what.type, subscription));
            return;
          case 'invite':
            accept(
              await owner.post(`${path}/invitations`, { email: `newcomer${++people}@example.com`, role: 'member' }),
            );
            return;
          case 'read':
            // Never for a moment: a smaller plan is refused unless it fits, and no one comes in who does not.
            expect(accept(await owner.get(`${path}/seats`)).body).toMatchObject({ over: false });
        }
      };
      const outcomes = await Promise.allSettled(acts.map(perform));
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(REFUSALS).toContain(codeOf(outcome.reason));
      }
      await stripe.waitUntilProcessed();
      // The model: what is paid is in force, and the period was granted what the largest paid plan gives.
      const plan = PLANS.find((each) => each !== 'free' && PRICE[each] === subscription.items.data[0]?.price.id);
      const { body } = await owner.get(`${path}/billing`);
      expect(body).toMatchObject({ plan, seats: { over: false } });
      expect(body.seats.used).toBeLessThanOrEqual(SEATS[body.plan as Plan]);
      const granted = Math.max(...[...paid].map((each) => GRANTS[each]));
      const balance = await billing.balance(id);
      expect(balance.sum).toBe(granted + bought - spent);
      expect(body.credits.balance).toBe(balance.sum);
      expect(Math.min(balance.monthly, balance.topUp)).toBeGreaterThanOrEqual(0);
    };
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 40, maxLength: 50 }), round), {
      seed: SEED,
      numRuns: ROUNDS,
      // Each try creates an organization and acts at once: a failure is reported as it is, without shrinking.
      endOnFailure: true,
    });
  });
});

async function invited({ owner, path }: Awaited<ReturnType<StripeWorld['paying']>>) {
  const person = await stripe.world.person('Guest');
  accept(await owner.post(`${path}/invitations`, { email: person.email, role: 'member' }));
  return { person, token: await stripe.world.tokenFor(person.email ?? '') };
}

/** Throws what the service refused, so that it is checked like a refusal of a method. */
function accept(answer: Answer): Answer {
  if (answer.status >= 400) throw new Error((answer.body as { code?: string } | null)?.code ?? answer.text);
  return answer;
}

function codeOf(reason: unknown): string {
  if (reason instanceof Problem) return reason.kind.code;
  return reason instanceof Error ? reason.message : String(reason);
}
