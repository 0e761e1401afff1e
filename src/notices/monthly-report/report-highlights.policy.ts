import type { ReportFacts } from '../../analytics/report/report.policy.js';
import { moneyOf, relativeChange } from '../../analytics/summary/tiles.policy.js';
import type { ReportHighlights } from '../notice.js';

const SELLERS = 3;

/** What the email says about a month in addition to its revenue and its target. */
export function highlightsOf({ plan, year, team, measured }: ReportFacts): ReportHighlights {
  const { period, previous, lastYear } = measured.measures;
  const [best] = year.months
    .filter(({ revenue }) => revenue.amount > 0)
    .sort((a, b) => b.revenue.amount - a.revenue.amount);
  return {
    changes: {
      previous: relativeChange(period.revenue, previous.revenue),
      lastYear: relativeChange(period.revenue, lastYear.revenue),
    },
    bestMonth: best ? { month: best.period, revenue: best.revenue } : null,
    topSellers: team
      .filter(({ revenueClosed }) => revenueClosed.amount > 0)
      .slice(0, SELLERS)
      .map(({ name, revenueClosed }) => ({ name, revenue: revenueClosed })),
    openPipeline: moneyOf(period.openPipeline, plan.currency),
  };
}
