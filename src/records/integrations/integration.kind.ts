import { pickColumns, NAMED_SORTS, type ChangeContext, type RecordKind, type Row } from '../kind/record-kind.js';
import { integrationNotFound } from '../kind/record.problems.js';
import { ChangeIntegrationDto, CreateIntegrationDto, IntegrationDto, IntegrationQueryDto } from './integration.dto.js';

export const integrationKind: RecordKind = {
  name: 'integrations',
  singular: 'integration',
  notFound: integrationNotFound,
  table: 'integration',
  view: 'integrations:manage',
  edit: 'integrations:manage',
  owned: false,
  state: null,
  searchColumns: ['name'],
  sorts: NAMED_SORTS,
  references: [],
  referencedBy: [],
  dto: IntegrationDto,
  createDto: CreateIntegrationDto,
  changeDto: ChangeIntegrationDto,
  queryDto: IntegrationQueryDto,
  toDto: (row) => ({
    name: row['name'],
    provider: row['provider'],
    settingNames: row['setting_names'],
    createdById: row['created_by_id'],
  }),
  toColumns: (values, context) => ({
    ...(context.before ? {} : { created_by_id: context.membershipId }),
    ...pickColumns(values, { name: 'name', provider: 'provider' }),
    ...settingColumns(values, context),
  }),
  titleOf: (row) => String(row['name']),
};

/** The values may be secrets: they are encrypted for the row that contains them. */
function settingColumns(values: Row, { before, seal }: ChangeContext): Record<string, unknown> {
  const settings = values['settings'] ?? (before ? undefined : {});
  if (settings === undefined) return {};
  return {
    setting_names: Object.keys(settings).sort(),
    sealed_settings: seal(JSON.stringify(settings)),
  };
}
