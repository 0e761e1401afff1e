import type { ModuleTables } from '../platform/database/database-schema.js';
import { AuditEventEntity } from './audit-event.entity.js';

/** The tables of this module in the database. */
export const AUDIT_TABLES: ModuleTables = {
  module: 'audit',
  entities: [AuditEventEntity],
  definerFunctions: ['find_audit_events(text,integer)'],
};
