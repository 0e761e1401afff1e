import { periodName } from '../../shared/fiscal-year';
import { columnFormat, formatWhole } from '../../ui/format/money';
import { percent } from './figures';
import type { Summary } from './queries';

/** Where the revenue is compared with an even progress to the target, and how the quarter will end, in one sentence. */
export function paceSentence({ tiles, pace, forecast }: Summary): string {
  const parts = [paceOf(tiles, pace), forecast && forecastOf(forecast)].filter((part) => part !== null && part !== '');
  const text = parts.join('; ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function paceOf({ revenue, target, attainment }: Summary['tiles'], { elapsed, expected, difference }: Summary['pace']) {
  if (!target.value || !revenue.value || !expected || !difference || elapsed === 0) return '';
  if (elapsed === 1) return `the range has ended with ${percent(attainment.value)} of its target`;
  const distance = formatWhole({ ...difference, amount: Math.abs(difference.amount) });
  const ofExpected = `${formatWhole(revenue.value)} of the ${formatWhole(expected)} expected by now`;
  if (difference.amount === 0) return `on pace: ${ofExpected}`;
  return `${distance} ${difference.amount > 0 ? 'ahead of' : 'behind'} pace: ${ofExpected}`;
}

function forecastOf({ period, value, attainment }: NonNullable<Summary['forecast']>): string {
  const ofTarget = attainment === null ? '' : `, ${percent(attainment)} of its target`;
  return `at the rate of the last 90 days, ${periodName(period)} will end with ${formatWhole(value)}${ofTarget}`;
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
  const shown = { ...value, amount: Math.abs(value.amount) };
  return columnFormat([shown])(shown);
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
