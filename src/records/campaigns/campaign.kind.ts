import { invalid } from '../../platform/http/problem.js';
import { instantOf } from '../../platform/time/local-time.js';
import { csvColumn, ownedColumns } from '../csv/csv-form.js';
import { pickColumns, NAMED_SORTS, type ChangeContext, type RecordKind, type Row } from '../kind/record-kind.js';
import { campaignNotFound } from '../kind/record.problems.js';
import { campaignImport } from './campaign-import.js';
import {
  CampaignDto,
  CampaignQueryDto,
  ChangeCampaignDto,
  CreateCampaignDto,
  type CampaignStatus,
} from './campaign.dto.js';
import { activationOf, type CampaignState, type Schedule } from './campaign.policy.js';
import { scheduleActivation } from './campaign-schedule.js';

export const campaignKind: RecordKind = {
  name: 'campaigns',
  singular: 'campaign',
  notFound: campaignNotFound,
  table: 'campaign',
  view: 'records:view',
  edit: 'campaigns:manage',
  owned: true,
  requiredColumns: ['name', 'status'],
  state: { property: 'status', column: 'status' },
  searchColumns: ['name'],
  sorts: NAMED_SORTS,
  references: [],
  referencedBy: [{ table: 'sequence', column: 'campaign_id' }],
  dto: CampaignDto,
  createDto: CreateCampaignDto,
  changeDto: ChangeCampaignDto,
  queryDto: CampaignQueryDto,
  toDto: (row) => ({
    name: row['name'],
    status: row['status'],
    scheduledFor: row['scheduled_for'],
    scheduledAt: row['scheduled_at'],
  }),
  toColumns: (values, context) => ({
    ...pickColumns(values, { name: 'name' }),
    ...stateColumns(values, context),
  }),
  csv: ownedColumns([
    csvColumn('name', { use: 'required' }),
    csvColumn('status'),
    csvColumn('scheduledFor'),
    csvColumn('scheduledAt', { use: 'read-only', type: 'instant' }),
  ]),
  importHints: campaignImport,
  titleOf: (row) => String(row['name']),
  dependsOnTimezone: ({ scheduledFor }) => typeof scheduledFor === 'string',
  afterWrite: async (tx, before, after) => {
    const at = after['activates_at'] as string | null;
    if (at !== null && at !== before?.['activates_at']) await scheduleActivation(tx, at);
  },
  afterWriteMany: async (tx, created) => {
    // In UTC with milliseconds, so that sorting the texts sorts by time.
    const [first] = created.flatMap((row) => (row['activates_at'] as string | null) ?? []).sort();
    if (first !== undefined) await scheduleActivation(tx, first);
  },
};

function stateColumns(values: Row, context: ChangeContext): Record<string, unknown> {
  const before = context.before && stateOf(context.before);
  const status = (values['status'] as CampaignStatus | undefined) ?? before?.status ?? 'draft';
  const schedule = scheduleAfter(values['scheduledFor'] as string | null | undefined, before, context);
  const activatesAt = activationOf(before, { status, ...schedule }, context.now);
  return {
    status,
    scheduled_for: schedule.scheduledFor,
    scheduled_at: schedule.scheduledAt?.toISOString() ?? null,
    activates_at: activatesAt?.toISOString() ?? null,
  };
}

function stateOf(row: Row): CampaignState {
  const instant = (text: unknown): Date | null => (typeof text === 'string' ? new Date(text) : null);
  return {
    status: row['status'] as CampaignStatus,
    scheduledFor: row['scheduled_for'] as string | null,
    scheduledAt: instant(row['scheduled_at']),
    activatesAt: instant(row['activates_at']),
  };
}

/** A schedule that is sent back unchanged is kept, even if its time has passed. */
function scheduleAfter(
  local: string | null | undefined,
  before: Schedule | null,
  { organization, now, exported }: ChangeContext,
): Schedule {
  if (local === null) return { scheduledFor: null, scheduledAt: null };
  if (local === undefined || local === before?.scheduledFor) {
    return { scheduledFor: before?.scheduledFor ?? null, scheduledAt: before?.scheduledAt ?? null };
  }
  const instant = instantOf(local, organization.timezone);
  if (!instant) throw refusal('Enter a valid date and time, such as 2027-03-01T09:00.');
  // An export contains the schedule also of a campaign whose time has passed. On import that is history and activates
  // nothing.
  const isHistory = typeof exported?.['scheduledAt'] === 'string';
  if (instant <= now && !isHistory) throw refusal(`Enter a time in the future. Times are in ${organization.timezone}.`);
  return { scheduledFor: local, scheduledAt: instant };
}

function refusal(detail: string) {
  return invalid({ pointer: '/scheduledFor', detail });
}
