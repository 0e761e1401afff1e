import { setImmediate } from 'node:timers/promises';
import { DateTime } from 'luxon';
import { periodName } from '../../organization/revenue/fiscal-period.policy.js';
import { BYTE_ORDER_MARK } from '../../platform/csv/byte-order-mark.js';
import { escapeFormula } from '../../platform/csv/formula.policy.js';
import { decimalAmount } from '../../platform/money/format-amount.js';
import type { MoneyDto } from '../../platform/money/money.dto.js';
import type { RevenueOfPeriodDto } from '../dto/revenue.dto.js';
import type { TeamMemberDto } from '../dto/team.dto.js';
import { REPORT_COLUMNS } from './report-columns.js';
import { periodFacts, type ReportFacts } from './report.policy.js';

const COLUMNS = Object.keys(REPORT_COLUMNS) as (keyof typeof REPORT_COLUMNS)[];

/** The number of lines that are formatted without a pause. */
const SLICE = 500;

type Row = Partial<Record<keyof typeof REPORT_COLUMNS, string | number | null>>;

/**
 * The report as one table (RFC 4180): a row for the period, then its months, quarters, team and other currencies,
 * distinguished by the first column. It begins with a byte order mark. Amounts are decimal numbers in the currency of
 * the row.
 */
export async function reportAsCsv(facts: ReportFacts): Promise<string> {
  const rows = rowsOf(facts);
  const parts = [`${BYTE_ORDER_MARK}${COLUMNS.join(',')}\r\n`];
  for (let at = 0; at < rows.length; at += SLICE) {
    const lines = rows.slice(at, at + SLICE).map((row) => COLUMNS.map((column) => cell(row[column] ?? '')).join(','));
    parts.push(`${lines.join('\r\n')}\r\n`);
    // For a large team this takes a tenth of a second, in which the process could not serve other requests.
    await setImmediate();
  }
  return parts.join('');
}

function rowsOf(facts: ReportFacts): Row[] {
  const { plan, period, year, team, onlyMember } = facts;
  const { own, dealsWon: dealsOfPeriod, others } = periodFacts(facts);
  const name = periodName(period);
  return [
    {
      ...periodRow('report')(own),
      name: onlyMember ?? plan.name,
      dealsWon: dealsOfPeriod,
      asOf: DateTime.fromJSDate(plan.now, { zone: plan.timezone })
        .startOf('second')
        .toISO({ suppressMilliseconds: true }),
    },
    ...year.months.map(periodRow('month')),
    ...year.quarters.map(periodRow('quarter')),
    ...team.map((member) => ({ ...memberRow(member), period: name })),
    ...others.map(({ revenue, dealsWon }) => ({
      section: 'otherCurrency',
      period: name,
      currency: revenue.currency,
      revenue: decimal(revenue),
      dealsWon,
    })),
  ];
}

function periodRow(section: string): (of: RevenueOfPeriodDto) => Row {
  return ({ period, revenue, target, attainment }) => ({
    section,
    period,
    currency: revenue.currency,
    revenue: decimal(revenue),
    target: target && decimal(target),
    attainment,
  });
}

function memberRow({
  membershipId,
  name,
  status,
  revenueClosed,
  dealsWon,
  pipelineCreated,
  callsMade,
}: TeamMemberDto): Row {
  return {
    section: 'team',
    membershipId,
    name,
    status,
    currency: revenueClosed.currency,
    revenue: decimal(revenueClosed),
    dealsWon,
    pipelineCreated: decimal(pipelineCreated),
    callsMade,
  };
}

function decimal({ amount, currency }: MoneyDto): string {
  return decimalAmount(amount, currency);
}

function cell(value: string | number | null): string {
  const text = typeof value === 'string' ? escapeFormula(value) : String(value);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
