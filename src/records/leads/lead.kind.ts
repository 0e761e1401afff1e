import { csvColumn, ownedColumns } from '../csv/csv-form.js';
import { pickColumns, NAMED_SORTS, type RecordKind, type Row } from '../kind/record-kind.js';
import { leadNotFound } from '../kind/record.problems.js';
import { leadImport } from './lead-import.js';
import { ChangeLeadDto, CreateLeadDto, LeadDto, LeadQueryDto } from './lead.dto.js';

const COLUMNS = { name: 'name', email: 'email', phone: 'phone', company: 'company', status: 'status' };

export const leadKind: RecordKind = {
  name: 'leads',
  singular: 'lead',
  notFound: leadNotFound,
  table: 'lead',
  view: 'records:view',
  edit: 'records:edit',
  owned: true,
  requiredColumns: ['name', 'status'],
  state: { property: 'status', column: 'status' },
  searchColumns: ['name', 'email', 'company'],
  sorts: NAMED_SORTS,
  references: [],
  referencedBy: [
    { table: 'deal', column: 'lead_id' },
    { table: 'call', column: 'lead_id' },
  ],
  dto: LeadDto,
  createDto: CreateLeadDto,
  changeDto: ChangeLeadDto,
  queryDto: LeadQueryDto,
  toDto: ({ name, email, phone, company, status }) => ({ name, email, phone, company, status }),
  toColumns: (values, { before }) => ({ ...(before ? {} : { status: 'new' }), ...pickColumns(values, COLUMNS) }),
  csv: ownedColumns([
    csvColumn('name', { use: 'required' }),
    csvColumn('email'),
    csvColumn('phone'),
    csvColumn('company'),
    csvColumn('status'),
  ]),
  importHints: leadImport,
  titleOf: (row: Row) => String(row['name']),
};
