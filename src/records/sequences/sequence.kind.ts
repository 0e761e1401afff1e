import { pickColumns, NAMED_SORTS, type RecordKind, type Row } from '../kind/record-kind.js';
import { sequenceNotFound } from '../kind/record.problems.js';
import { ChangeSequenceDto, CreateSequenceDto, SequenceDto, SequenceQueryDto } from './sequence.dto.js';

export const sequenceKind: RecordKind = {
  name: 'sequences',
  singular: 'sequence',
  notFound: sequenceNotFound,
  table: 'sequence',
  view: 'records:view',
  edit: 'campaigns:manage',
  owned: true,
  requiredColumns: ['name', 'steps'],
  state: null,
  searchColumns: ['name'],
  sorts: NAMED_SORTS,
  references: [{ property: 'campaignId', column: 'campaign_id', table: 'campaign' }],
  referencedBy: [],
  dto: SequenceDto,
  createDto: CreateSequenceDto,
  changeDto: ChangeSequenceDto,
  queryDto: SequenceQueryDto,
  toDto: (row) => ({ name: row['name'], campaignId: row['campaign_id'], steps: row['steps'] }),
  toColumns: (values, { before }) => ({
    ...(before ? {} : { steps: '[]' }),
    ...pickColumns(values, { name: 'name', campaignId: 'campaign_id' }),
    ...(values['steps'] === undefined ? {} : { steps: JSON.stringify(values['steps']) }),
  }),
  titleOf: (row: Row) => String(row['name']),
};
