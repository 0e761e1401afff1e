import type { ModuleTables } from '../platform/database/database-schema.js';
import { PlatformAuditEventEntity } from './organization-deletion/platform-audit-event.entity.js';
import { ReassignmentEntity } from './reassignment/reassignment.entity.js';
import { RemovalMoveEntity } from './reassignment/removal-move.entity.js';

/** The tables and functions of this module in the database. */
export const OFFBOARDING_TABLES: ModuleTables = {
  module: 'offboarding',
  entities: [PlatformAuditEventEntity, ReassignmentEntity, RemovalMoveEntity],
  definerFunctions: [
    'organizations_to_purge(timestamp with time zone,uuid,integer)',
    'purge_organization(uuid,integer)',
  ],
};
