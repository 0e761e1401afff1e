import { periodName } from '../../shared/fiscal-year';
import { formatWhole } from '../../ui/format/money';
import { percent } from './figures';
import type { Summary } from './queries';

/** Where the revenue is compared with an even progress to the target, and how the quarter will end, in one sentence. */
export function paceSentence({ tiles, pace, forecast }: Summary): string {
  const parts = [paceOf(tiles, pace), forecast && forecastOf(forecast)].filter((part) => part !== null && part !== '');
  const text = parts.join('; ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** What is expected by now grows with every minute: only its first digits are said, and the distance is that from them. */
function paceOf({ revenue, target, attainment }: Summary['tiles'], { elapsed, expected }: Summary['pace']) {
  if (!target.value || !revenue.value || !expected || elapsed === 0) return '';
  if (elapsed === 1) return `the range has ended with ${percent(attainment.value)} of its target`;
  const about = roughly(expected);
  const difference = revenue.value.amount - about.amount;
  const distance = formatWhole({ ...about, amount: Math.abs(difference) });
  const ofExpected = `${formatWhole(revenue.value)} of about ${formatWhole(about)} expected by now`;
  if (difference === 0) return `on pace: ${ofExpected}`;
  return `${distance} ${difference > 0 ? 'ahead of' : 'behind'} pace: ${ofExpected}`;
}

function forecastOf({ period, value, attainment }: NonNullable<Summary['forecast']>): string {
  if (value.amount === 0) return '';
  const ofTarget = attainment === null ? '' : `, ${percent(attainment)} of its target`;
  return `at the rate of the last 90 days, ${periodName(period)} will end with about ${formatWhole(roughly(value))}${ofTarget}`;
}

/** An estimate with its first three digits. */
function roughly<Money extends { readonly amount: number }>(money: Money): Money {
  return { ...money, amount: Number(money.amount.toPrecision(3)) };
}

/** Whether there is nothing to show: no deals and no target, neither in the range nor in the days that it is compared with. */
export function isEmptySummary(summary: Summary): boolean {
  return !hasFigures(summary.tiles, 'value') && !hasFigures(summary.tiles, 'previous');
}

function hasFigures(tiles: Tiles, of: 'value' | 'previous'): boolean {
  const { revenue, target, openPipeline, winRate } = tiles;
  return [revenue, target, openPipeline].some((tile) => (tile[of]?.amount ?? 0) > 0) || winRate[of] !== null;
}

interface Compared {
  /** The position among a tile's changes. */
  readonly of: 0 | 1;
  readonly name: string;
  readonly days: { readonly from: string; readonly to: string };
}

/** What the figures are compared with: only days that have some. A year is compared with the year before in both ways. */
export function comparedWith(period: Summary, year: Summary | undefined): readonly Compared[] {
  const previous: Compared = { of: 0, name: 'previous', days: period.period.previous };
  const lastYear: Compared[] = year ? [{ of: 1, name: 'last year', days: year.period.previous }] : [];
  const isSame = lastYear.some(({ days }) => days.from === previous.days.from && days.to === previous.days.to);
  return [...(isSame ? [] : [previous]), ...lastYear].filter(({ of }) => {
    const summary = of === 0 ? period : year;
    return summary !== undefined && hasFigures(summary.tiles, 'previous');
  });
}

/** How a tile is shown. */
export interface Tile {
  readonly label: string;
  readonly value: string;
  /** Compared with the range before, and with the same days last year. */
  readonly changes: readonly (Change | null)[];
}

interface Change {
  readonly text: string;
  readonly direction: 'up' | 'down' | 'same';
  /** Null: neither is better. */
  readonly isBetter: boolean | null;
}

type Tiles = Summary['tiles'];
type MoneyName = 'revenue' | 'target' | 'gap' | 'openPipeline' | 'averageDeal';
type FractionName = 'attainment' | 'winRate';

const LABELS: Record<keyof Tiles, string> = {
  revenue: 'Revenue',
  target: 'Target',
  attainment: '% of target',
  gap: 'Gap to target',
  openPipeline: 'Open pipeline',
  averageDeal: 'Average deal',
  winRate: 'Win rate',
};
/** Whether more is better; null: neither. */
const IS_MORE_BETTER: Record<Exclude<keyof Tiles, 'gap'>, boolean | null> = {
  revenue: true,
  target: null,
  attainment: true,
  openPipeline: true,
  averageDeal: true,
  winRate: true,
};

/** The tiles, in order. Someone who sees only their own figures has no targets. */
export function tilesOf(period: Tiles, year: Tiles | undefined, { isOwn }: { readonly isOwn: boolean }): Tile[] {
  const names: (keyof Tiles)[] = isOwn
    ? ['revenue', 'openPipeline', 'averageDeal', 'winRate']
    : ['revenue', 'target', 'attainment', 'gap', 'openPipeline', 'averageDeal', 'winRate'];
  return names.map((name) => ({
    label: name === 'gap' && isAboveTarget(period.gap) ? 'Above target' : LABELS[name],
    value: valueOf(period, name),
    changes: [period, year].map((tiles) => (tiles ? changeOf(tiles, name) : null)),
  }));
}

function valueOf(tiles: Tiles, name: keyof Tiles): string {
  if (isFraction(name)) return percent(tiles[name].value);
  const { value } = tiles[name];
  if (!value) return '–';
  // All tiles in whole units: the table and the deals have every digit.
  return formatWhole({ ...value, amount: Math.abs(value.amount) });
}

function changeOf(tiles: Tiles, name: keyof Tiles): Change | null {
  if (name === 'gap') return gapChangeOf(tiles.gap);
  const { change } = tiles[name];
  if (change === null) return null;
  const text = isFraction(name) ? pointsOf(change) : percentOf(change);
  return toChange(change, text, IS_MORE_BETTER[name]);
}

type Gap = Tiles['gap'];

function isAboveTarget({ value }: Gap): boolean {
  return (value?.amount ?? 0) < 0;
}

/**
 * The change of the distance that the tile shows. The service's own change is that of the signed gap: above the target it has
 * the opposite direction. A distance below and one above the target are not compared.
 */
function gapChangeOf(gap: Gap): Change | null {
  const value = gap.value?.amount ?? 0;
  const previous = gap.previous?.amount ?? 0;
  if (gap.value === null || previous === 0 || value * previous < 0) return null;
  // On target now, above it before.
  if (value === 0 && previous < 0) return null;
  const change = (Math.abs(value) - Math.abs(previous)) / Math.abs(previous);
  return toChange(change, percentOf(change), isAboveTarget(gap));
}

function toChange(change: number, text: string, isMoreBetter: boolean | null): Change {
  const direction = Math.round(Math.abs(change) * 100) === 0 ? 'same' : change > 0 ? 'up' : 'down';
  const isBetter = direction === 'same' || isMoreBetter === null ? null : (direction === 'up') === isMoreBetter;
  return { text, direction, isBetter };
}

function pointsOf(change: number): string {
  const points = Math.round(Math.abs(change) * 100);
  return `${points} ${points === 1 ? 'point' : 'points'}`;
}

function percentOf(change: number): string {
  return Math.round(Math.abs(change) * 100) > 999 ? 'over 999%' : percent(Math.abs(change));
}

function isFraction(name: MoneyName | FractionName): name is FractionName {
  return name === 'attainment' || name === 'winRate';
}
