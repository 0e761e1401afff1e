import { minorUnits } from '../../platform/money/currency.js';

/** An axis from 0 to `top` (in minor units), with a line at each tick. */
export interface Axis {
  readonly top: number;
  readonly ticks: readonly { readonly label: string; readonly share: number }[];
}

const STEPS = [1, 2, 2.5, 5, 10];
const MAX_STEPS = 4;
/** Space above the highest value, so that its line does not lie on the uppermost one of the grid. */
const HEADROOM = 1.05;

/**
 * An axis with ticks at round numbers of the currency that includes `highest` (in minor units); null: there is
 * nothing to show.
 */
export function axisFor(highest: number, currency: string): Axis | null {
  if (highest <= 0) return null;
  const unit = 10 ** minorUnits(currency);
  const reached = (highest / unit) * HEADROOM;
  const least = reached / MAX_STEPS;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * (STEPS.find((candidate) => candidate * power >= least) ?? 10);
  const count = Math.max(1, Math.ceil(reached / step));
  return {
    top: step * count * unit,
    ticks: Array.from({ length: count + 1 }, (_, index) => ({
      label: abbreviateNumber(step * index),
      share: index / count,
    })),
  };
}

const SIZES = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** `2.5 M`, `500 k`, `0.01`. */
export function abbreviateNumber(value: number): string {
  const [size, letter] = SIZES.find(([least]) => value >= least) ?? [1, ''];
  const number = String(Number((value / size).toPrecision(6)));
  return letter === '' ? number : `${number}\u00a0${letter}`;
}
