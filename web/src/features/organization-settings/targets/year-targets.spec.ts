import { targetsByYear, type TargetSettings, type Target } from './year-targets.js';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const settings: TargetSettings = {
  currency: 'EUR',
  fiscalYearStartMonth: 4,
  revenueTargets: { monthly: eur(100), quarterly: null },
};

describe('the plan of fiscal years', () => {
  it('adds up the default target of the months, and has none of quarters without one', () => {
    expect(targetsByYear([], settings, 2027)).toEqual([
      { fiscalYear: 2027, overrides: [], months: 1200, quarters: null },
    ]);
  });

  it('counts what was set for single periods instead, the latest year first', () => {
    const targets: Target[] = [
      { period: '2026-04', amount: eur(700) },
      { period: '2027-04', amount: eur(50) },
      ...[1, 2, 3, 4].map((quarter) => ({ period: `FY2027-Q${quarter}`, amount: eur(quarter) })),
    ];
    const plans = targetsByYear(targets, settings, 2027);
    expect(plans.map(({ fiscalYear, months, quarters }) => [fiscalYear, months, quarters])).toEqual([
      [2028, 1150, null],
      [2027, 1800, 10],
    ]);
    expect(plans[1]?.overrides.map(({ period }) => period)).toEqual([
      'FY2027-Q1',
      'FY2027-Q2',
      'FY2027-Q3',
      'FY2027-Q4',
      '2026-04',
    ]);
  });

  it('leaves out what was set in another currency', () => {
    const targets: Target[] = [{ period: '2026-04', amount: { amount: 700, currency: 'USD' } }];
    expect(targetsByYear(targets, settings, 2027)[0]).toMatchObject({ overrides: targets, months: 1200 });
  });
});
