import type { Summary } from './queries';
import { comparedWith, isEmptySummary, paceSentence, tilesOf } from './summary-text';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const money = (value: number | null, change: number | null = null) => ({
  value: value === null ? null : eur(value),
  previous: null,
  change,
});
const SUMMARY: Summary = {
  scope: 'all',
  period: { from: '2026-10-01', to: '2026-12-31', previous: { from: '2026-07-01', to: '2026-09-30' } },
  tiles: {
    revenue: money(98_000_00, 0.124),
    target: money(120_000_00, 0),
    attainment: { value: 0.817, previous: 0.8, change: 0.017 },
    gap: { ...money(22_000_00), previous: eur(31_428_57) },
    openPipeline: money(5_050, null),
    averageDeal: money(null),
    winRate: { value: 0.25, previous: 0.26, change: -0.01 },
  },
  pace: { elapsed: 0.5, expected: eur(116_000_00), difference: eur(-18_000_00), ratio: 0.84 },
  forecast: {
    period: 'FY2026-Q4',
    revenue: eur(98_000_00),
    dailyRunRate: eur(1),
    value: eur(125_000_40),
    target: eur(120_000_00),
    attainment: 1.04,
  },
};

describe('the sentence about pace and forecast', () => {
  const of = (change: Partial<Summary>) => paceSentence({ ...SUMMARY, ...change });

  it('says how far behind or ahead of an even progress the revenue is, and how the quarter will end', () => {
    expect(of({})).toBe(
      '€18,000 behind pace: €98,000 of about €116,000 expected by now; at the rate of the last 90 days, Q4 FY2026 will end with about €125,000, 104% of its target.',
    );
    const expecting = (amount: number) => of({ pace: { ...SUMMARY.pace, expected: eur(amount) }, forecast: null });
    expect(expecting(97_500_00)).toBe('€500 ahead of pace: €98,000 of about €97,500 expected by now.');
    expect(expecting(98_012_34)).toMatch(/^On pace: /);
  });

  it('stays the same from one minute to the next, and expects nothing of a quarter without deals', () => {
    const expecting = (amount: number) => of({ pace: { ...SUMMARY.pace, expected: eur(amount) } });
    expect(expecting(116_004_21)).toBe(expecting(116_000_00));
    const forecast = SUMMARY.forecast && { ...SUMMARY.forecast, value: eur(0), attainment: null };
    expect(of({ forecast, pace: { ...SUMMARY.pace, expected: null } })).toBe('');
  });

  it('says how a range ended, and nothing of one to come or without a target', () => {
    expect(of({ pace: { ...SUMMARY.pace, elapsed: 1 }, forecast: null })).toBe(
      'The range has ended with 82% of its target.',
    );
    expect(of({ pace: { ...SUMMARY.pace, elapsed: 0 }, forecast: null })).toBe('');
    const none = { ...SUMMARY.pace, expected: null, difference: null, ratio: null };
    expect(of({ pace: none })).toMatch(/^At the rate of the last 90 days, /);
  });
});

describe('the tiles', () => {
  it('have their value and both changes, and whether those are good', () => {
    const tiles = tilesOf(SUMMARY.tiles, SUMMARY.tiles, { isOwn: false });
    expect(
      tiles.map(({ label, value, changes: [change] }) => [
        label,
        value,
        change?.text,
        change?.direction,
        change?.isBetter,
      ]),
    ).toEqual([
      ['Revenue', '€98,000', '12%', 'up', true],
      ['Target', '€120,000', '0%', 'same', null],
      ['% of target', '82%', '2 points', 'up', true],
      ['Gap to target', '€22,000', '30%', 'down', true],
      ['Open pipeline', '€51', undefined, undefined, undefined],
      ['Average deal', '–', undefined, undefined, undefined],
      ['Win rate', '25%', '1 point', 'down', false],
    ]);
  });

  it('have no targets for someone who sees only their own figures, and no negative gap', () => {
    expect(tilesOf(SUMMARY.tiles, undefined, { isOwn: true }).map(({ label }) => label)).toEqual([
      'Revenue',
      'Open pipeline',
      'Average deal',
      'Win rate',
    ]);
    const above = tilesOf({ ...SUMMARY.tiles, gap: money(-5_00) }, undefined, { isOwn: false });
    expect(above.find(({ label }) => label === 'Above target')?.value).toBe('€5');
  });

  it('compare only with days that have figures, and a year once', () => {
    const names = (year: Summary | undefined, summary = SUMMARY) =>
      comparedWith(summary, year).map(({ name, days }) => `${name} ${days.from}`);
    const period = { ...SUMMARY.period, previous: { from: '2025-10-01', to: '2025-12-31' } };
    expect(names({ ...SUMMARY, period })).toEqual(['previous 2026-07-01', 'last year 2025-10-01']);
    expect(names(SUMMARY)).toEqual(['last year 2026-07-01']);
    const none = { value: null, previous: null, change: null };
    const { revenue, target, attainment, gap, openPipeline, averageDeal, winRate } = Object.fromEntries(
      Object.keys(SUMMARY.tiles).map((name) => [name, none]),
    ) as Record<keyof Summary['tiles'], typeof none>;
    const empty = { ...SUMMARY, tiles: { revenue, target, attainment, gap, openPipeline, averageDeal, winRate } };
    expect(names(undefined, empty)).toEqual([]);
    expect([isEmptySummary(empty), isEmptySummary(SUMMARY)]).toEqual([true, false]);
  });

  it('compare the shown distance from the target, and only with one on the same side of it', () => {
    const changeOf = (now: number, before: number | null) => {
      const gap = { value: eur(now), previous: before === null ? null : eur(before), change: 0.5 };
      const tiles = tilesOf({ ...SUMMARY.tiles, gap }, undefined, { isOwn: false });
      return tiles[3]?.changes[0] ?? null;
    };
    expect(changeOf(-300_00, -200_00)).toEqual({ text: '50%', direction: 'up', isBetter: true });
    expect(changeOf(-100_00, -200_00)).toEqual({ text: '50%', direction: 'down', isBetter: false });
    expect(changeOf(300_00, 200_00)).toEqual({ text: '50%', direction: 'up', isBetter: false });
    expect(changeOf(0, 200_00)).toEqual({ text: '100%', direction: 'down', isBetter: true });
    expect(changeOf(-200_00, -200_00)).toEqual({ text: '0%', direction: 'same', isBetter: null });
    const none = [changeOf(-300_00, 200_00), changeOf(300_00, -200_00), changeOf(0, -200_00), changeOf(5, null)];
    expect(none).toEqual([null, null, null, null]);
  });
});
