import { DateTime } from 'luxon';
import { monthsOfYear, parsePeriod, periodName, quarterOf } from '../../organization/revenue/fiscal-period.policy.js';
import { areWhole, readableAmount } from '../../platform/money/format-amount.js';
import { formatPercent } from '../../platform/money/format-figure.js';
import type { MoneyDto } from '../../platform/money/money.dto.js';
import { formatLocal } from '../../platform/time/format-local.js';
import { monthNamesOf } from '../revenue.policy.js';
import { allowBreaks, truncateName } from './printed-text.policy.js';
import { axisFor } from './chart.policy.js';
import { comparisonOf } from './comparison.policy.js';
import type { Listing } from './listing.js';
import { printableName, type PrinterFonts } from './printable.policy.js';
import { hasSameNames, withPrintableNames } from './printable-facts.policy.js';
import { teamOf } from './printed-team.policy.js';
import {
  periodFacts,
  formatPeriod,
  progressOf,
  shortPeriodName,
  type Progress,
  type ReportFacts,
} from './report.policy.js';

/** All texts and numbers of the PDF report; `report.typ` only lays them out. */
export interface ReportPage {
  readonly title: string;
  readonly organization: string;
  readonly periodName: string;
  readonly heading: string;
  readonly asOf: string;
  readonly hasLogo: boolean;
  /** The product's name, in the foot of each page. */
  readonly product: string;
  readonly scopeNote: string | null;
  readonly figures: readonly { readonly label: string; readonly value: string; readonly wide: boolean }[];
  readonly chart: Chart;
  readonly comparison: Listing;
  readonly quarters: Listing;
  readonly team: Listing;
  readonly others: Listing;
  readonly notes: readonly string[];
}

interface Chart {
  readonly heading: string;
  /** Shown in an empty chart. */
  readonly empty: string | null;
  readonly ticks: readonly { readonly label: string; readonly share: number }[];
  readonly bars: readonly {
    readonly label: string;
    /** As parts of the chart's height. */
    readonly revenue: number;
    readonly target: number | null;
    readonly inPeriod: boolean;
  }[];
  readonly legend: readonly { readonly kind: 'period' | 'other' | 'target'; readonly label: string }[];
}

const NONE = '–';
/** About forty pages. Ten times as many took 4 s and 1.4 GB to lay out. */
export const MAX_PRINTED = 1_000;
const PROGRESS: Record<Progress, string> = {
  'not started': ' This period has not started yet.',
  'in progress': ' This period is still in progress.',
  ended: '',
};

interface PageOptions {
  readonly hasLogo: boolean;
  /** The product's name. */
  readonly product: string;
  readonly fonts: PrinterFonts;
}

/** The page, in which every text can be printed by these fonts. */
export function reportPage(given: ReportFacts, { hasLogo, product, fonts }: PageOptions): ReportPage {
  const facts = withPrintableNames(given, fonts);
  const { plan, period, onlyMember } = facts;
  const name = periodName(period);
  const words = formatPeriod(period, plan);
  const shortName = shortPeriodName(period, plan);
  const heading = `Revenue report · ${period.kind === 'month' ? words : `${shortName}, ${words}`}`;
  const scopeNote =
    onlyMember === null ? null : `This report shows only the results of ${allowBreaks(truncateName(onlyMember))}.`;
  return {
    title: `${plan.name}: revenue report ${name}`,
    organization: allowBreaks(plan.name),
    periodName: shortName,
    heading,
    asOf: `Data as of ${formatLocal(plan.now, plan.timezone)}.${PROGRESS[progressOf(period, plan)]}`,
    hasLogo,
    product: printableName(product, fonts),
    scopeNote,
    figures: figuresOf(facts),
    chart: chartOf(facts),
    comparison: comparisonOf(facts),
    quarters: quartersOf(facts),
    team: teamOf(facts, words, MAX_PRINTED),
    others: othersOf(facts, words),
    notes: [
      ...notesOf(facts),
      ...(hasSameNames(given, facts)
        ? []
        : ['Letters and emoji that cannot be printed are left out of names; the CSV report has them.']),
    ],
  };
}

function figuresOf(facts: ReportFacts): ReportPage['figures'] {
  const { own, dealsWon } = periodFacts(facts);
  const { revenue, target, attainment } = own;
  const [row] = facts.team;
  const money = (label: string, value: MoneyDto | null | undefined) => ({
    label,
    value: value ? readable(value) : NONE,
    wide: true,
  });
  const plain = (label: string, value: string | number) => ({ label, value: String(value), wide: false });
  const won = plain('Deals won', dealsWon.toLocaleString('en'));
  if (facts.onlyMember === null) {
    return [money('Revenue', revenue), money('Target', target), plain('Attainment', formatPercent(attainment)), won];
  }
  const pipeline = money('Pipeline created', row?.pipelineCreated);
  return [money('Revenue closed', revenue), pipeline, won, plain('Calls made', row?.callsMade ?? 0)];
}

function chartOf({ plan, period, year, onlyMember }: ReportFacts): Chart {
  const highest = Math.max(...year.months.flatMap(({ revenue, target }) => [revenue.amount, target?.amount ?? 0]));
  const axis = axisFor(highest, plan.currency);
  const within = monthNamesOf(period, plan);
  const share = (amount: number): number => (axis ? amount / axis.top : 0);
  const labels = monthsOfYear(year.fiscalYear, plan).map(({ year: of, month }) =>
    DateTime.utc(of, month).setLocale('en-US').toFormat('LLL'),
  );
  const hasTargets = year.months.some(({ target }) => target !== null);
  return {
    heading: `Revenue by month, fiscal year ${year.fiscalYear} (${plan.currency})`,
    empty: axis ? null : 'No deals won in this fiscal year.',
    ticks: axis?.ticks ?? [{ label: '0', share: 0 }],
    bars: year.months.map(({ period: name, revenue, target }, index) => ({
      label: labels[index] ?? '',
      revenue: share(revenue.amount),
      target: target && share(target.amount),
      inPeriod: within.has(name),
    })),
    legend: [
      { kind: 'period', label: onlyMember === null ? 'Revenue in this period' : 'Your revenue in this period' },
      { kind: 'other', label: 'Other months' },
      ...(hasTargets ? [{ kind: 'target', label: 'Monthly target' } as const] : []),
    ],
  };
}

function quartersOf({ plan, period, year, onlyMember }: ReportFacts): Listing {
  const marked = periodName(period.kind === 'month' ? quarterOf(period, plan) : period);
  const seesTargets = onlyMember === null;
  const ofRevenue = { isWhole: areWhole(year.quarters.map(({ revenue }) => revenue)) };
  const ofTarget = { isWhole: areWhole(year.quarters.flatMap(({ target }) => target ?? [])) };
  return {
    heading: `Fiscal quarters (${plan.currency})`,
    head: ['Quarter', 'Revenue', ...(seesTargets ? ['Target', 'Attainment'] : [])],
    rows: year.quarters.map(({ period: name, revenue, target, attainment }) => {
      const quarter = parsePeriod(name);
      const words = quarter ? `${shortPeriodName(quarter, plan)} · ${formatPeriod(quarter, plan)}` : name;
      const against = [target ? readable(target, ofTarget) : NONE, formatPercent(attainment)];
      return { cells: [words, readable(revenue, ofRevenue), ...(seesTargets ? against : [])], marked: name === marked };
    }),
  };
}

function othersOf(facts: ReportFacts, words: string): Listing {
  return {
    heading: `Other currencies · ${words}`,
    head: ['Currency', 'Revenue', 'Deals won'],
    rows: periodFacts(facts).others.map(({ revenue, dealsWon }) => ({
      cells: [revenue.currency, readable(revenue), String(dealsWon)],
      marked: false,
    })),
  };
}

function notesOf({ plan, people, onlyMember }: ReportFacts): string[] {
  const start = DateTime.utc(2026, plan.fiscalYearStartMonth).setLocale('en-GB').toFormat('LLLL');
  return [
    'Revenue is the value of won deals by the date they were closed. Other currencies are not converted.',
    ...(onlyMember === null ? ['Unassigned deals count toward revenue but not toward any team member.'] : []),
    ...(people > MAX_PRINTED
      ? [`Showing the first ${MAX_PRINTED} of ${people} people. The CSV report has everyone.`]
      : []),
    `Dates are in ${plan.timezone}. The fiscal year starts in ${start}.`,
  ];
}

function readable({ amount, currency }: MoneyDto, options?: { readonly isWhole: boolean }): string {
  return readableAmount(amount, currency, options);
}
