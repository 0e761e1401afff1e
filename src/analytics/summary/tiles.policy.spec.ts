import { measuresOf, tilesOf, type RangeFigures } from './tiles.policy.js';

const FIGURES: RangeFigures = { revenue: 900n, dealsInCurrency: 2, dealsWon: 3, dealsLost: 1, openPipeline: 40n };
const NOTHING: RangeFigures = { revenue: 0n, dealsInCurrency: 0, dealsWon: 0, dealsLost: 0, openPipeline: 0n };
const eur = (amount: number) => ({ amount, currency: 'EUR' });

it('compares each figure with that of the other days', () => {
  const previous = { ...FIGURES, revenue: 600n, dealsWon: 1, openPipeline: 0n };
  expect(tilesOf(measuresOf(FIGURES, 1_000n), measuresOf(previous, 800n), 'EUR')).toEqual({
    revenue: { value: eur(900), previous: eur(600), change: 0.5 },
    target: { value: eur(1_000), previous: eur(800), change: 0.25 },
    attainment: { value: 0.9, previous: 0.75, change: 0.9 - 0.75 },
    gap: { value: eur(100), previous: eur(200), change: -0.5 },
    openPipeline: { value: eur(40), previous: eur(0), change: null },
    averageDeal: { value: eur(450), previous: eur(300), change: 0.5 },
    winRate: { value: 0.75, previous: 0.5, change: 0.25 },
  });
});

it('has a negative gap beyond the target, and no change from it', () => {
  const { gap } = tilesOf(measuresOf(FIGURES, 100n), measuresOf(FIGURES, 100n), 'EUR');
  expect(gap).toEqual({ value: eur(-800), previous: eur(-800), change: null });
});

it('has nothing to compare without deals and targets', () => {
  expect(tilesOf(measuresOf(NOTHING, null), measuresOf(NOTHING, null), 'EUR')).toMatchObject({
    revenue: { value: eur(0), previous: eur(0), change: null },
    target: { value: null, change: null },
    attainment: { value: null, change: null },
    gap: { value: null, change: null },
    averageDeal: { value: null },
    winRate: { value: null },
  });
  expect(measuresOf(NOTHING, 0n).attainment).toBeNull();
});
