import type { TemplateValues } from '../../platform/mail/template.js';
import type { ReportBars } from '../monthly-report/report-bars.js';

const BAR = { class: 'bar', color: '#2f5bea' } as const;
/** An empty bar looks like its track. */
const TRACK = { class: 'track', color: '#e4e7ee' } as const;

/**
 * The values of the two bars in the template. They are cells of a table with a background, which mail programs show that load no pictures;
 * the amounts beside them are text.
 */
export function barCells(bars: ReportBars | null): TemplateValues {
  return { bars: bars !== null, ...cellsOf('revenue', bars), ...cellsOf('target', bars) };
}

function cellsOf(name: keyof ReportBars, bars: ReportBars | null): TemplateValues {
  const { amount, percentage } = bars?.[name] ?? { amount: '', percentage: 0 };
  const look = percentage > 0 ? BAR : TRACK;
  return {
    [`${name}Amount`]: amount,
    [`${name}Class`]: look.class,
    // A cell without a width gets half of the row.
    [`${name}Width`]: `${Math.max(percentage, 1)}%`,
    [`${name}Color`]: look.color,
  };
}
