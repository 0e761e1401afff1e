import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  GRACE_DAYS,
  deriveSubscriptionState,
  phaseOf,
  selectActive,
  type StoredSubscriptionState,
  type ProviderSubscription,
} from './subscription-state.policy.js';

const NOW = '2026-11-25T12:00:00.000Z';
const days = (count: number): string => new Date(Date.parse(NOW) + count * 86_400_000).toISOString();
const PERIOD = { startsAt: days(-10), endsAt: days(20) };
const GRACE_LEFT = days(3);
const SOONER = days(1);

const pro = (fields: Partial<ProviderSubscription> = {}): ProviderSubscription => ({
  id: 'sub_1',
  status: 'active',
  plan: 'pro',
  metadataPlan: null,
  startedAt: days(-40),
  cancelsAt: null,
  period: PERIOD,
  isPaid: true,
  planned: null,
  ...fields,
});

const BEFORE: Record<string, StoredSubscriptionState> = {
  'never paid': { subscriptionId: null, plan: 'free', status: 'active', graceEndsAt: null },
  paid: { subscriptionId: 'sub_1', plan: 'pro', status: 'active', graceEndsAt: null },
  'in grace': { subscriptionId: 'sub_1', plan: 'pro', status: 'past_due', graceEndsAt: GRACE_LEFT },
  'past grace': { subscriptionId: 'sub_1', plan: 'free', status: 'past_due', graceEndsAt: days(-1) },
  over: { subscriptionId: 'sub_1', plan: 'free', status: 'canceled', graceEndsAt: null },
};

const REPORTS: Record<string, ProviderSubscription | null> = {
  '`active`, to be cancelled': pro({ cancelsAt: PERIOD.endsAt }),
  '`active`, cancelled by now': pro({ cancelsAt: days(-1) }),
  '`past_due`, to be cancelled sooner': pro({ status: 'past_due', cancelsAt: SOONER }),
  nothing: null,
  '`active`, for a price unknown here': pro({ plan: null }),
  'a status unknown here': pro({ status: 'dormant' }),
};

const reportFor = (row: string): ProviderSubscription | null => {
  const status = /^`(\w+)`$/.exec(row)?.[1];
  const report = status === undefined ? REPORTS[row] : pro({ status });
  if (report === undefined) throw new Error(`No response of Stripe is known for the row "${row}".`);
  return report;
};

/** The cells of the table in docs/billing.md. */
function cells(): [row: string, before: string, outcome: string][] {
  const text = /<!-- life-cycle -->\n([\s\S]*?)<!-- \/life-cycle -->/.exec(
    readFileSync('docs/billing.md', 'utf8'),
  )?.[1];
  const [head = [], , ...rows] = (text ?? '')
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.flatMap(([row = '', ...outcomes]) =>
    outcomes.map((outcome, index): [string, string, string] => [row, head[index + 1] ?? '', outcome]),
  );
}

/** A subscription state in the words of the table. */
function summaryOf(row: string, before: string): string {
  const state = deriveSubscriptionState(reportFor(row), BEFORE[before] ?? never(), NOW);
  if (!state) return 'as before';
  const { plan, status, until, graceEndsAt } = state;
  const words = [plan === 'pro' ? 'Pro' : 'Free', status];
  if (until !== null) {
    if (until === graceEndsAt) words.push(until === days(GRACE_DAYS) ? '7 days' : 'as many days as before');
    else words.push('to the end');
  }
  return words.join(', ');
}

function never(): never {
  throw new Error('An unknown column.');
}

describe('the table of docs/billing.md', () => {
  it('has every status of Stripe, and every earlier state', () => {
    const known = [
      'active',
      'trialing',
      'past_due',
      'unpaid',
      'paused',
      'canceled',
      'incomplete_expired',
      'incomplete',
    ];
    const rows = new Set(cells().map(([row]) => row));
    expect(known.filter((status) => !rows.has(`\`${status}\``))).toEqual([]);
    expect(known.filter((status) => phaseOf(status) === 'unknown')).toEqual([]);
    expect([...rows]).toEqual(expect.arrayContaining(Object.keys(REPORTS)));
    expect(new Set(cells().map(([, before]) => before))).toEqual(new Set(Object.keys(BEFORE)));
  });

  it.each(cells())('%s, where it was %s: %s', (row, before, outcome) => {
    expect(summaryOf(row, before)).toBe(outcome);
  });
});

describe('a subscription state', () => {
  const paid = BEFORE['paid'] ?? never();

  it('has the time of the renewal, unless it ends', () => {
    expect(deriveSubscriptionState(pro(), paid, NOW)).toMatchObject({
      renewsAt: PERIOD.endsAt,
      cancelsAt: null,
      period: PERIOD,
    });
    const ending = deriveSubscriptionState(pro({ cancelsAt: PERIOD.endsAt }), paid, NOW);
    expect(ending).toMatchObject({ renewsAt: null, cancelsAt: PERIOD.endsAt, until: PERIOD.endsAt });
  });

  it('of another subscription has its own days of grace', () => {
    const graceEndsAt = days(GRACE_DAYS);
    const inGrace = { ...paid, status: 'past_due', graceEndsAt: GRACE_LEFT } as const;
    expect(deriveSubscriptionState(pro({ status: 'past_due', id: 'sub_2' }), inGrace, NOW)).toMatchObject({
      graceEndsAt,
    });
  });

  it('is the same when it is read again, whatever it was', () => {
    for (const row of new Set(cells().map(([report]) => report))) {
      for (const before of Object.values(BEFORE)) {
        const once = deriveSubscriptionState(reportFor(row), before, NOW);
        if (once) expect(deriveSubscriptionState(reportFor(row), once, NOW)).toEqual(once);
      }
    }
  });
});

describe('what is planned', () => {
  const paid = BEFORE['paid'] ?? never();
  const smaller = { plan: 'starter', at: PERIOD.endsAt } as const;

  it('is reported, unless it is in force or the subscription ends before', () => {
    expect(deriveSubscriptionState(pro({ planned: smaller }), paid, NOW)).toMatchObject({
      plan: 'pro',
      planned: smaller,
    });
    expect(deriveSubscriptionState(pro({ planned: { plan: 'enterprise', at: null } }), paid, NOW)).toMatchObject({
      planned: { plan: 'enterprise', at: null },
    });
    expect(deriveSubscriptionState(pro({ planned: { plan: 'pro', at: null } }), paid, NOW)).toMatchObject({
      planned: null,
    });
    expect(deriveSubscriptionState(pro({ planned: smaller, cancelsAt: PERIOD.endsAt }), paid, NOW)).toMatchObject({
      planned: null,
    });
    for (const ended of ['canceled', 'unpaid']) {
      expect(deriveSubscriptionState(pro({ planned: smaller, status: ended }), paid, NOW)).toMatchObject({
        planned: null,
      });
    }
  });
});

describe('the payment of a period', () => {
  const paid = BEFORE['paid'] ?? never();

  it('is what its invoice says, and false while a payment fails', () => {
    for (const isPaid of [true, false]) {
      expect(deriveSubscriptionState(pro({ isPaid }), paid, NOW)).toMatchObject({
        plan: 'pro',
        status: 'active',
        isPaid,
      });
      expect(deriveSubscriptionState(pro({ isPaid, status: 'past_due' }), paid, NOW)).toMatchObject({
        plan: 'pro',
        isPaid: false,
      });
    }
  });
});

describe('a price that is no longer configured', () => {
  const paid = BEFORE['paid'] ?? never();

  it('means the plan in force; if there is none, the plan in the metadata', () => {
    expect(deriveSubscriptionState(pro({ plan: null, metadataPlan: 'starter' }), paid, NOW)).toMatchObject({
      plan: 'pro',
    });
    expect(deriveSubscriptionState(pro({ plan: null, metadataPlan: 'starter', id: 'sub_2' }), paid, NOW)).toMatchObject(
      { plan: 'starter' },
    );
    expect(deriveSubscriptionState(pro({ plan: null, metadataPlan: null, id: 'sub_2' }), paid, NOW)).toBeNull();
  });
});

describe('of several subscriptions', () => {
  const notDeleted = { isDeleted: false, deletedAt: null };
  const status = fc.constantFrom(
    'active',
    'trialing',
    'past_due',
    'unpaid',
    'paused',
    'canceled',
    'incomplete',
    'incomplete_expired',
    'dormant',
  );
  const several = fc
    .array(fc.record({ status, age: fc.integer({ min: 1, max: 90 }) }), { maxLength: 6 })
    .map((all) =>
      all.map(({ status: each, age }, index) => pro({ id: `sub_${index}`, status: each, startedAt: days(-age) })),
    );

  it('the paid one is selected, of two the older, and the other is cancelled', () => {
    const [older, younger, failing, dead] = [
      pro({ id: 'older', startedAt: days(-9) }),
      pro({ id: 'younger', startedAt: days(-1) }),
      pro({ id: 'failing', startedAt: days(-30), status: 'past_due' }),
      pro({ id: 'dead', status: 'canceled' }),
    ];
    const { active, surplus } = selectActive([younger, dead, failing, older], notDeleted);
    expect([active?.id, surplus.map(({ id }) => id).sort()]).toEqual(['older', ['failing', 'younger']]);
  });

  it('at most one is selected, and those to cancel are neither that one, nor ended, nor in a checkout', () => {
    fc.assert(
      fc.property(several, (all) => {
        const { active, surplus } = selectActive(all, notDeleted);
        expect(surplus).not.toContain(active);
        for (const { status: each } of surplus)
          expect(['active', 'trialing', 'past_due', 'unpaid', 'paused']).toContain(each);
        const live = all.filter(({ status: each }) => phaseOf(each) === 'paid');
        if (live.length > 0) expect(phaseOf(active?.status ?? '')).toBe('paid');
      }),
    );
  });

  it('none is selected for a deleted organization, and for a restored one none from before the deletion', () => {
    fc.assert(
      fc.property(several, fc.integer({ min: 1, max: 90 }), (all, age) => {
        const isDead = (each: ProviderSubscription): boolean =>
          ['canceled', 'incomplete_expired'].includes(each.status);
        const deleted = selectActive(all, { isDeleted: true, deletedAt: days(-age) });
        expect(deleted.active).toBeNull();
        expect(deleted.surplus).toHaveLength(all.filter((each) => !isDead(each)).length);
        const restored = selectActive(all, { isDeleted: false, deletedAt: days(-age) });
        if (restored.active) expect(restored.active.startedAt > days(-age)).toBe(true);
        const old = all.filter((each) => each.startedAt <= days(-age) && !isDead(each));
        expect(restored.surplus).toEqual(expect.arrayContaining(old));
      }),
    );
  });
});
