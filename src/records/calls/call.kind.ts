import { pickColumns, NAMED_SORTS, type RecordKind } from '../kind/record-kind.js';
import { callNotFound } from '../kind/record.problems.js';
import { CallDto, CallQueryDto, ChangeCallDto, CreateCallDto } from './call.dto.js';

const COLUMNS = {
  direction: 'direction',
  leadId: 'lead_id',
  startedAt: 'started_at',
  durationSeconds: 'duration_seconds',
  outcome: 'outcome',
};

const { createdAt, updatedAt } = NAMED_SORTS;

export const callKind: RecordKind = {
  name: 'calls',
  singular: 'call',
  notFound: callNotFound,
  table: 'call',
  view: 'records:view',
  edit: 'calls:make',
  owned: false,
  state: null,
  searchColumns: [],
  sorts: { createdAt, updatedAt, startedAt: { sql: 'r.started_at', type: 'timestamptz', nullable: false } },
  references: [{ property: 'leadId', column: 'lead_id', table: 'lead' }],
  referencedBy: [],
  dto: CallDto,
  createDto: CreateCallDto,
  changeDto: ChangeCallDto,
  queryDto: CallQueryDto,
  toDto: (row) => ({
    direction: row['direction'],
    leadId: row['lead_id'],
    startedAt: row['started_at'],
    durationSeconds: row['duration_seconds'],
    outcome: row['outcome'],
    madeById: row['made_by_id'],
  }),
  toColumns: (values, { before, membershipId, now }) => ({
    ...(before ? {} : { started_at: now.toISOString(), made_by_id: membershipId }),
    ...pickColumns(values, COLUMNS),
  }),
  titleOf: (row) => `${String(row['direction'])} call`,
};
