import { invalid } from '../../platform/http/problem.js';
import { instantOf } from '../../platform/time/local-time.js';
import { given, NAMED_SORTS, type ChangeContext, type RecordKind, type Row } from '../kind/record-kind.js';
import { CampaignDto, CampaignQueryDto, ChangeCampaignDto, CreateCampaignDto } from './campaign.dto.js';

export const campaignKind: RecordKind = {
  name: 'campaigns',
  thing: 'campaign',
  table: 'campaign',
  view: 'records:view',
  edit: 'campaigns:manage',
  owned: true,
  state: { property: 'status', column: 'status' },
  searched: ['name'],
  sorts: NAMED_SORTS,
  references: [],
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
    ...(context.before ? {} : { status: 'draft' }),
    ...given(values, { name: 'name', status: 'status' }),
    ...scheduleColumns(values, context),
  }),
  titleOf: (row) => String(row['name']),
};

function scheduleColumns(values: Row, { organization, before, now }: ChangeContext): Record<string, unknown> {
  const local = values['scheduledFor'] as string | null | undefined;
  if (local === undefined || local === (before?.['scheduled_for'] ?? undefined)) return {};
  if (local === null) return { scheduled_for: null, scheduled_at: null };
  const instant = instantOf(local, organization.timezone);
  if (!instant) throw refusal('Give a day and time that exist, such as 2030-03-01T09:00.');
  if (instant <= now) throw refusal(`Give a time in the future; times count in ${organization.timezone}.`);
  return { scheduled_for: local, scheduled_at: instant.toISOString() };
}

function refusal(detail: string) {
  return invalid({ pointer: '/scheduledFor', detail });
}
