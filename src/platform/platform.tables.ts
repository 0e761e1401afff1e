import type { ModuleTables } from './database/database-schema.js';
import { IdempotencyRecordEntity } from './database/idempotency-record.entity.js';
import { IdempotencyScopeEntity } from './database/idempotency-scope.entity.js';
import { SchemaMigrationEntity } from './database/schema-migration.entity.js';
import { DueWorkEntity } from './jobs/due-work.entity.js';
import { OutboxEntity } from './jobs/outbox.entity.js';
import { StoredFileEntity } from './storage/stored-file.entity.js';

/** The tables of this module in the database. */
export const PLATFORM_TABLES: ModuleTables = {
  module: 'platform',
  entities: [
    IdempotencyRecordEntity,
    IdempotencyScopeEntity,
    SchemaMigrationEntity,
    DueWorkEntity,
    OutboxEntity,
    StoredFileEntity,
  ],
};
