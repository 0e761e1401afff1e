import type { MoneyDto } from '../../platform/money/money.dto.js';
import type { FractionTileDto, MoneyDifferenceTileDto, MoneyTileDto, SummaryTilesDto } from '../dto/summary.dto.js';
import { toAmount } from '../revenue.policy.js';
import { divideRounded } from './pace.policy.js';

/** What is read of a range of days. */
export interface RangeFigures {
  /** Of the deals won in the organization's currency. */
  readonly revenue: bigint;
  readonly dealsInCurrency: number;
  /** In any currency. */
  readonly dealsWon: number;
  readonly dealsLost: number;
  readonly openPipeline: bigint;
}

/** The figures of a range with its target. */
export interface Measures {
  readonly revenue: bigint;
  readonly target: bigint | null;
  readonly attainment: number | null;
  readonly gap: bigint | null;
  readonly openPipeline: bigint;
  readonly averageDeal: bigint | null;
  readonly winRate: number | null;
}

/** @param target null: none, or the reader may not see it */
export function measuresOf(figures: RangeFigures, target: bigint | null): Measures {
  const { revenue, dealsInCurrency, dealsWon, dealsLost, openPipeline } = figures;
  return {
    revenue,
    target,
    attainment: ratioOf(revenue, target),
    gap: target === null ? null : target - revenue,
    openPipeline,
    averageDeal: dealsInCurrency === 0 ? null : divideRounded(revenue, BigInt(dealsInCurrency)),
    winRate: dealsWon + dealsLost === 0 ? null : dealsWon / (dealsWon + dealsLost),
  };
}

/** Null without a divisor, or if it is 0. */
export function ratioOf(value: bigint, divisor: bigint | null): number | null {
  return divisor === null || divisor === 0n ? null : Number(value) / Number(divisor);
}

/** The tiles of a range compared with another one. */
export function tilesOf(current: Measures, previous: Measures, currency: string): SummaryTilesDto {
  const money = (name: 'revenue' | 'target' | 'openPipeline' | 'averageDeal'): MoneyTileDto => ({
    value: moneyOf(current[name], currency),
    previous: moneyOf(previous[name], currency),
    change: relativeChange(current[name], previous[name]),
  });
  return {
    revenue: money('revenue'),
    target: money('target'),
    attainment: fractionTile(current.attainment, previous.attainment),
    gap: gapTile(current.gap, previous.gap, currency),
    openPipeline: money('openPipeline'),
    averageDeal: money('averageDeal'),
    winRate: fractionTile(current.winRate, previous.winRate),
  };
}

function gapTile(value: bigint | null, previous: bigint | null, currency: string): MoneyDifferenceTileDto {
  return {
    value: moneyOf(value, currency),
    previous: moneyOf(previous, currency),
    change: relativeChange(value, previous),
  };
}

function fractionTile(value: number | null, previous: number | null): FractionTileDto {
  return { value, previous, change: value === null || previous === null ? null : value - previous };
}

/** Null if either is missing, or if there is nothing to compare with. */
export function relativeChange(value: bigint | null, previous: bigint | null): number | null {
  if (value === null || previous === null || previous <= 0n) return null;
  return Number(value - previous) / Number(previous);
}

/** A sum or difference as money. */
export function moneyOf(sum: bigint, currency: string): MoneyDto;
export function moneyOf(sum: bigint | null, currency: string): MoneyDto | null;
export function moneyOf(sum: bigint | null, currency: string): MoneyDto | null {
  if (sum === null) return null;
  return { amount: sum < 0n ? -toAmount(-sum) : toAmount(sum), currency };
}
