import { Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Actor } from '../../audit/audit-log.js';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { ImportId, MembershipId, OrganizationId } from '../../platform/ids/ids.js';
import type { CsvPlace } from './file/csv-window.js';
import type { CsvKindName } from './import.dto.js';
import type { ImportForm } from './mapping/import-form.js';

/** The number of rows counted so far, and the place where counting continues. */
export interface CountedRows extends CsvPlace {
  readonly rows: number;
}

/** An import of a CSV file, with its progress. */
@TenantTable('import', { rights: ['select', 'insert', 'update'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'membership_id'], ['organization_id', 'id'])
@ForeignKey('api_key', ['organization_id', 'api_key_id'], ['organization_id', 'id'])
@Index('import_one_running', ['organization_id'], { unique: true, where: `(is_running AND (finished_at IS NULL))` })
@Index('import_four_unfinished', ['organization_id', 'slot'], {
  unique: true,
  where: `((slot IS NOT NULL) AND (finished_at IS NULL))`,
})
export class ImportEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  id: ImportId;

  @Column({ type: 'text' })
  kind: CsvKindName;

  @Column({ type: 'text' })
  status: 'queued' | 'running' | 'completed' | 'failed';

  /** The member who imports; null: an API key does. */
  @Column({ type: 'uuid', nullable: true })
  membership_id: MembershipId | null;

  @Column({ type: 'uuid', nullable: true })
  api_key_id: string | null;

  @Column({ type: 'jsonb' })
  requested_by: Actor;

  /** The file's first line. */
  @Column({ type: 'text', array: true })
  columns: string[];

  @Column({ type: 'text' })
  delimiter: string;

  /** The byte up to which the file is imported. */
  @Column({ type: 'int', default: 0 })
  position: number;

  /** The line that begins there. */
  @Column({ type: 'int', default: 1 })
  line: number;

  /** Rows; null: not counted yet. */
  @Column({ type: 'int', nullable: true })
  total: number | null;

  @Column({ type: 'int', default: 0 })
  done: number;

  @Column({ type: 'int', default: 0 })
  rejected: number;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ ...TIMESTAMP, default: () => 'clock_timestamp()' })
  created_at: string;

  @Column({ ...TIMESTAMP, nullable: true })
  started_at: string | null;

  @Column({ ...TIMESTAMP, nullable: true })
  finished_at: string | null;

  /** How the file is read. Null: stored by an older version. */
  @Column({ type: 'jsonb', nullable: true })
  form: ImportForm | null;

  @Column({ type: 'jsonb', nullable: true })
  counted: CountedRows | null;

  /** Of its jobs, only the one with this number continues. */
  @Column({ type: 'int', default: 0 })
  turn: number;

  /** Runs since it last made progress. */
  @Column({ type: 'int', default: 0 })
  tries: number;

  /** Whether a worker runs it, or will in its next turn. */
  @Column({ type: 'boolean', default: false })
  is_running: boolean;

  /** Its place among the unfinished imports of the organization. */
  @Column({ type: 'smallint', nullable: true })
  slot: number | null;

  /** SHA-256 of the file. Null: stored by an older version. */
  @Column({ type: 'bytea', nullable: true })
  file_hash: Buffer | null;
}
