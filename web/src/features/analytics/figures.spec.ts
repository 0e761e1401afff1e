import fc from 'fast-check';
import { formatPercent as percentInMail } from '../../../../src/platform/money/format-figure';
import { periodName } from '../../shared/fiscal-year';
import { TEAM_COLUMNS } from './analytics-search';
import {
  dealsText,
  heightOf,
  percent,
  periodText,
  scaleOf,
  shortName,
  sortTeam,
  stateOf,
  sumsText,
  totalOf,
} from './figures';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const of = (revenue: number, target: number | null) => ({
  period: '2026-11',
  revenue: eur(revenue),
  target: target === null ? null : eur(target),
  attainment: null,
});
const amounts = fc.integer({ min: -1_000_000_000, max: 1_000_000_000_000 });

it.each([
  ['2026-11', 'Nov 2026', 'Nov'],
  ['2026-01', 'Jan 2026', 'Jan'],
  ['FY2027-Q1', 'Q1 FY2027', 'Q1'],
])('names %p %p, and %p below its bar', (period, name, short) => {
  expect(periodName(period)).toBe(name);
  expect(shortName(period, 'short')).toBe(short);
});

it('writes a fraction in percent', () => {
  expect([percent(0.14), percent(1.204), percent(0), percent(null)]).toEqual(['14%', '120%', '0%', '–']);
});

it('writes a fraction as the emails do', () => {
  fc.assert(
    fc.property(fc.option(fc.double({ min: 0, max: 100, noNaN: true })), (fraction) => {
      expect(percentInMail(fraction)).toBe(percent(fraction));
    }),
  );
});

it('reaches above every amount, and not far', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(amounts, fc.option(amounts)), { maxLength: 12 }), (pairs) => {
      const periods = pairs.map(([revenue, target]) => of(revenue, target));
      const most = Math.max(0, ...pairs.flatMap(([revenue, target]) => [revenue, target ?? 0]));
      const scale = scaleOf(periods);
      if (most === 0) {
        expect(scale).toBeNull();
        return;
      }
      if (scale === null) throw new Error('A scale was expected.');
      // With space above the highest, and not much.
      expect(scale).toBeGreaterThan(most * 1.04);
      expect(scale).toBeLessThanOrEqual(most * 2.5);
      for (const { revenue } of periods) {
        const height = heightOf(revenue.amount, scale);
        expect(height).toBeGreaterThanOrEqual(0);
        expect(height).toBeLessThanOrEqual(100);
      }
    }),
  );
});

it('sorts the team by each column, both ways', () => {
  const member = (name: string, figure: number) => ({
    membershipId: name,
    name,
    status: 'active' as const,
    revenueClosed: eur(figure),
    dealsWon: figure,
    dealsWonInOtherCurrencies: 0,
    pipelineCreated: eur(figure),
    callsMade: figure,
  });
  const team = [member('Beate', 2), member('Anton', 1), member('Cora', 3)];
  for (const column of TEAM_COLUMNS) {
    expect(sortTeam(team, column).map(({ name }) => name)).toEqual(['Anton', 'Beate', 'Cora']);
    expect(sortTeam(team, `-${column}`).map(({ name }) => name)).toEqual(['Cora', 'Beate', 'Anton']);
  }
});

it.each([
  ['2026-10', 'past'],
  ['2026-11', 'current'],
  ['2026-12', 'future'],
  ['FY2026-Q4', 'past'],
  ['FY2027-Q1', 'current'],
  ['FY2027-Q2', 'future'],
] as const)('knows that %s is %s', (period, state) => {
  expect(stateOf(period, '2026-11', 10)).toBe(state);
});

it('says what a period counts, and what was won in other currencies', () => {
  const figures = { ...of(270_750_00, 360_000_00), dealsWon: 14, otherCurrencies: [] };
  expect(periodText(figures)).toBe('€270,750 of €360,000 · 14 deals');
  expect(periodText({ ...figures, ...of(5_050, null), dealsWon: 1 })).toBe('€50.50 · 1 deal');
  const others = [
    { currency: 'GBP', revenue: { amount: 5_00, currency: 'GBP' }, dealsWon: 1 },
    { currency: 'USD', revenue: { amount: 9_00, currency: 'USD' }, dealsWon: 2 },
  ];
  expect([dealsText(others), sumsText(others)]).toEqual(['3 deals', '£5.00, $9.00']);
});

it('adds up periods, and their targets where each has one', () => {
  expect(totalOf([of(1, 4), of(2, 8)])).toEqual({ revenue: eur(3), target: eur(12), attainment: 0.25 });
  expect(totalOf([of(1, 4), of(2, null)])).toEqual({ revenue: eur(3), target: null, attainment: null });
});
