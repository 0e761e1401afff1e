import { invalid } from '../../platform/http/problem.js';
import { requireUsableCurrency } from '../../platform/money/usable-currency.js';
import { csvColumn, ownedColumns } from '../csv/csv-form.js';
import { pickColumns, NAMED_SORTS, type ChangeContext, type RecordKind, type Row } from '../kind/record-kind.js';
import { dealNotFound } from '../kind/record.problems.js';
import { dealImport } from './deal-import.js';
import { ChangeDealDto, CreateDealDto, DealDto, DealQueryDto } from './deal.dto.js';
import { afterChange, type DealStage } from './deal.policy.js';

export const dealKind: RecordKind = {
  name: 'deals',
  singular: 'deal',
  notFound: dealNotFound,
  table: 'deal',
  view: 'records:view',
  edit: 'records:edit',
  owned: true,
  requiredColumns: ['name', 'amount', 'currency', 'stage', 'closed_at'],
  state: { property: 'stage', column: 'stage' },
  currency: { property: 'currency', column: 'currency' },
  days: { from: 'closedFrom', to: 'closedTo', column: 'closed_at' },
  searchColumns: ['name'],
  sorts: { ...NAMED_SORTS, amount: { sql: 'r.amount', type: 'bigint', nullable: false } },
  references: [{ property: 'leadId', column: 'lead_id', table: 'lead' }],
  referencedBy: [],
  dto: DealDto,
  createDto: CreateDealDto,
  changeDto: ChangeDealDto,
  queryDto: DealQueryDto,
  toDto: (row) => ({
    name: row['name'],
    amount: { amount: row['amount'], currency: row['currency'] },
    stage: row['stage'],
    closedAt: row['closed_at'],
    leadId: row['lead_id'],
  }),
  toColumns: (values, context) => ({
    ...pickColumns(values, { name: 'name', leadId: 'lead_id' }),
    ...moneyColumns(values['amount'] as { amount: number; currency?: string } | undefined, context),
    ...stageColumns(values, context),
  }),
  csv: ownedColumns([
    csvColumn('name', { use: 'required' }),
    csvColumn('amount', { use: 'required', type: 'whole number', path: ['amount', 'amount'] }),
    csvColumn('currency', { path: ['amount', 'currency'] }),
    csvColumn('stage'),
    csvColumn('closedAt', { type: 'instant' }),
    csvColumn('leadId'),
  ]),
  importHints: dealImport,
  titleOf: (row) => String(row['name']),
};

function moneyColumns(
  money: { amount: number; currency?: string } | undefined,
  { organization, before }: ChangeContext,
): Record<string, unknown> {
  if (money?.currency !== undefined) {
    requireUsableCurrency(money.currency, [organization.currency, before?.['currency']], '/amount/currency');
  }
  return money ? { amount: money.amount, currency: money.currency ?? organization.currency } : {};
}

function stageColumns(values: Row, { before, now }: ChangeContext): Record<string, unknown> {
  const closedAt = values['closedAt'] as string | null | undefined;
  const state = before && {
    stage: before['stage'] as DealStage,
    closedAt: before['closed_at'] === null ? null : new Date(before['closed_at'] as string),
  };
  const change = {
    stage: values['stage'] as DealStage | undefined,
    closedAt: typeof closedAt === 'string' ? new Date(closedAt) : closedAt,
  };
  const after = afterChange(state, change, now);
  if (!after)
    throw invalid({
      pointer: '/closedAt',
      detail: 'An open deal has no close date. Leave it empty, or close the deal.',
    });
  return { stage: after.stage, closed_at: after.closedAt?.toISOString() ?? null };
}
