import { pickColumns, NAMED_SORTS, type RecordKind } from '../kind/record-kind.js';
import { automationNotFound } from '../kind/record.problems.js';
import { AutomationDto, AutomationQueryDto, ChangeAutomationDto, CreateAutomationDto } from './automation.dto.js';

export const automationKind: RecordKind = {
  name: 'automations',
  singular: 'automation',
  notFound: automationNotFound,
  table: 'automation',
  view: 'automations:manage',
  edit: 'automations:manage',
  owned: false,
  state: null,
  searchColumns: ['name'],
  sorts: NAMED_SORTS,
  references: [],
  referencedBy: [],
  dto: AutomationDto,
  createDto: CreateAutomationDto,
  changeDto: ChangeAutomationDto,
  queryDto: AutomationQueryDto,
  toDto: (row) => ({
    name: row['name'],
    trigger: row['trigger'],
    conditions: row['conditions'],
    actions: row['actions'],
    enabled: row['enabled'],
    createdById: row['created_by_id'],
  }),
  toColumns: (values, { before, membershipId }) => ({
    ...(before ? {} : { conditions: '[]', enabled: true, created_by_id: membershipId }),
    ...pickColumns(values, { name: 'name', trigger: 'trigger', enabled: 'enabled' }),
    ...(values['conditions'] === undefined ? {} : { conditions: JSON.stringify(values['conditions']) }),
    ...(values['actions'] === undefined ? {} : { actions: JSON.stringify(values['actions']) }),
  }),
  titleOf: (row) => String(row['name']),
};
