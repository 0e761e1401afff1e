import { fiscalYearOf, parsePeriod } from '../../organization/revenue/fiscal-period.policy.js';
import type { RevenuePlan } from '../../organization/revenue/revenue-plans.service.js';
import type { TeamMemberDto } from '../dto/team.dto.js';
import type { MonthFigure } from '../revenue.policy.js';
import { revenueOf } from '../revenue.service.js';
import { measuresOf, type Measures } from '../summary/tiles.policy.js';
import { comparedDaysOf, type ReportFacts } from './report.policy.js';

const PLAN: RevenuePlan = {
  name: 'Acme Sales',
  slug: 'acme-sales',
  currency: 'EUR',
  timezone: 'Europe/Berlin',
  fiscalYearStartMonth: 11,
  logoId: null,
  targets: { monthly: 100_000, quarterly: 400_000, ofPeriods: {} },
  now: new Date('2026-11-25T13:03:20Z'),
};

/** The facts of a report: some deals of November and January, and the named members. */
export function reportFacts(
  periodName: string,
  { names = ['Ada'], onlyMember = null, plan = {}, figures = FIGURES }: Partial<Given> = {},
): ReportFacts {
  const period = parsePeriod(periodName);
  if (!period) throw new RangeError('Not a period.');
  const all = { ...PLAN, ...plan };
  const year = revenueOf(all, fiscalYearOf(period, all), figures, { seesTargets: onlyMember === null });
  const measured = { days: comparedDaysOf(period, all), measures: MEASURES };
  return { plan: all, period, year, figures, team: names.map(memberNamed), people: names.length, measured, onlyMember };
}

const measures = (revenue: bigint, deals: number, target: bigint | null): Measures =>
  measuresOf({ revenue, dealsInCurrency: deals, dealsWon: deals, dealsLost: 1, openPipeline: 100n }, target);

const MEASURES = {
  period: measures(123_450n, 2, 100_000n),
  previous: measures(100_000n, 3, 100_000n),
  lastYear: measures(0n, 0, null),
  toDate: measures(123_450n, 2, 100_000n),
};

interface Given {
  readonly names: readonly string[];
  readonly onlyMember: string | null;
  readonly plan: Partial<RevenuePlan>;
  readonly figures: readonly MonthFigure[];
}

const FIGURES: readonly MonthFigure[] = [
  { month: '2026-11', currency: 'EUR', revenue: 123_450n, dealsWon: 2 },
  { month: '2026-11', currency: 'JPY', revenue: 9_000n, dealsWon: 1 },
  { month: '2027-01', currency: 'EUR', revenue: 50n, dealsWon: 1 },
  { month: '2027-05', currency: 'USD', revenue: 50n, dealsWon: 1 },
];

function memberNamed(name: string, index: number): TeamMemberDto {
  return {
    membershipId: `m${index}`,
    name,
    status: name.startsWith('Removed') ? 'removed' : 'active',
    revenueClosed: { amount: name.startsWith('Idle') ? 0 : 123_450, currency: 'EUR' },
    dealsWon: name.startsWith('Idle') ? 0 : 2,
    dealsWonInOtherCurrencies: 0,
    pipelineCreated: { amount: name.startsWith('Idle') ? 0 : 7, currency: 'EUR' },
    callsMade: 3,
  };
}
