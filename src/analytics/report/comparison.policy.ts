import { DateTime } from 'luxon';
import { areWhole, readableAmount } from '../../platform/money/format-amount.js';
import type { Days } from '../team.policy.js';
import { moneyOf, relativeChange, type Measures } from '../summary/tiles.policy.js';
import type { Listing } from './listing.js';
import { shortPeriodName, type ReportFacts } from './report.policy.js';

const NONE = '–';
const COMPARED = ['previous', 'lastYear'] as const;

type MoneyName = 'revenue' | 'target' | 'openPipeline' | 'averageDeal';

interface Line {
  readonly label: string;
  /** The values of the period, of both compared periods, and of the year to date. */
  readonly values: readonly (string | null)[];
  readonly changes: readonly (string | null)[];
}

/** The key figures beside those of the period before, of last year, and of the fiscal year until the end of the period. */
export function comparisonOf({ plan, period, measured, onlyMember }: ReportFacts): Listing {
  const { days, measures } = measured;
  const all = [measures.period, measures.previous, measures.lastYear, measures.toDate];
  const money = (label: string, name: MoneyName): Line =>
    moneyLine(
      label,
      all.map((one) => one[name]),
      plan.currency,
    );
  const fraction = (label: string, name: 'attainment' | 'winRate'): Line =>
    fractionLine(
      label,
      all.map((one: Measures) => one[name]),
    );
  const lines = [
    money('Revenue', 'revenue'),
    ...(onlyMember === null ? [money('Target', 'target'), fraction('Attainment', 'attainment')] : []),
    money('Open pipeline', 'openPipeline'),
    money('Average deal', 'averageDeal'),
    fraction('Win rate', 'winRate'),
  ];
  return {
    heading: 'Comparison',
    head: [
      'Figure',
      shortPeriodName(period, plan),
      ...COMPARED.map((name) => formatMonths(days[name])),
      'Fiscal year to date',
    ],
    rows: lines.map(({ label, values, changes }) => ({
      cells: [label, ...values.map((value, index) => withChange(value, changes[index] ?? null))],
      marked: false,
    })),
  };
}

function withChange(value: string | null, change: string | null): string {
  return change === null ? (value ?? NONE) : `${value ?? NONE} (${change})`;
}

function moneyLine(label: string, sums: readonly (bigint | null)[], currency: string): Line {
  const amounts = sums.map((sum) => moneyOf(sum, currency));
  const options = { isWhole: areWhole(amounts.flatMap((money) => money ?? [])) };
  const [current = null, ...others] = sums;
  return {
    label,
    values: amounts.map((money) => money && readableAmount(money.amount, currency, options)),
    changes: [null, ...others.slice(0, COMPARED.length).map((sum) => signedPercent(relativeChange(current, sum)))],
  };
}

function fractionLine(label: string, fractions: readonly (number | null)[]): Line {
  const [current = null, ...others] = fractions;
  const pointsFrom = (other: number | null): string | null =>
    current === null || other === null ? null : `${signed(Math.round((current - other) * 100))} points`;
  return {
    label,
    values: fractions.map((fraction) =>
      fraction === null ? null : `${Math.round(fraction * 100).toLocaleString('en')}%`,
    ),
    changes: [null, ...others.slice(0, COMPARED.length).map(pointsFrom)],
  };
}

/** `+12%`; null where there is nothing to compare with. */
function signedPercent(change: number | null): string | null {
  return change === null ? null : `${signed(Math.round(change * 100))}%`;
}

function signed(number: number): string {
  const text = Math.abs(number).toLocaleString('en');
  return number === 0 ? text : `${number > 0 ? '+' : '−'}${text}`;
}

/** Whole months: `October 2025`, `Oct to Dec 2025`. */
function formatMonths([from, to]: Days): string {
  const [first, last] = [from, to].map((day) => DateTime.fromISO(day, { zone: 'utc' }).setLocale('en-US'));
  if (!first || !last) return '';
  if (first.hasSame(last, 'month')) return first.toFormat('LLLL yyyy');
  return `${first.toFormat(first.year === last.year ? 'LLL' : 'LLL yyyy')} to ${last.toFormat('LLL yyyy')}`;
}
