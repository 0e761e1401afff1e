import type { Type } from '@nestjs/common';
import type { Permission } from '../../access/permissions.policy.js';
import type { AuthorizedOrganization } from '../../access/authorized-context.js';
import { inNameOrder } from '../../platform/database/name-order.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ProblemKind } from '../../platform/http/problem.js';
import type { SortKey } from '../../platform/lists/keyset.js';
import type { CsvColumn } from '../csv/csv-form.js';
import type { ImportHints } from '../csv/import-hints.js';

/** The names of the kinds in paths and in reassignments. */
type KindName = 'leads' | 'deals' | 'campaigns' | 'sequences' | 'calls' | 'automations' | 'integrations';

/** A row of the database, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** What is needed to decide about a change of a record. */
export interface ChangeContext {
  readonly organization: AuthorizedOrganization;
  /** The membership that makes the change; null for an API key. */
  readonly membershipId: string | null;
  /** The record before the change; null while it is created. */
  readonly before: Row | null;
  /** Encrypts a secret of this record. */
  readonly seal: (text: string) => Buffer;
  /** The database's clock. */
  readonly now: Date;
  /** The read-only columns of an imported file, which a request cannot set; only for a row of an import. */
  readonly exported?: Row;
}

/** A property that refers to another record of the same organization. */
interface Reference {
  readonly property: string;
  readonly column: string;
  readonly table: string;
}

/**
 * One kind of record: an object that the generic service, its controller, reassignment and purge read. A new kind is
 * a folder with one of these and a line in `records.module.ts`.
 */
export interface RecordKind {
  readonly name: KindName;
  /** The singular, for problems and the audit log: `lead`. */
  readonly singular: string;
  /** The 404 problem of this kind. */
  readonly notFound: ProblemKind;
  readonly table: string;
  readonly view: Permission;
  readonly edit: Permission;
  /** Owned kinds have an `ownerId`, and are moved when their owner is removed. */
  readonly owned: boolean;
  /** Of owned kinds: the columns besides ID and times without which the table's constraints refuse a row. */
  readonly requiredColumns?: readonly string[];
  /** The property that can be filtered by a list of values: `status` or `stage`. */
  readonly state: { readonly property: string; readonly column: string } | null;
  /** The property and the column of another filter by a list of values. */
  readonly currency?: { readonly property: string; readonly column: string };
  /** The parameters of a range of days, in the organization's timezone, and the column of the time that they filter. */
  readonly days?: { readonly from: string; readonly to: string; readonly column: string };
  /** The columns that `q` searches. */
  readonly searchColumns: readonly string[];
  readonly sorts: Readonly<Record<string, SortKey>>;
  readonly references: readonly Reference[];
  /** The columns of other kinds that refer to this one. They are set to null when the record is deleted. */
  readonly referencedBy: readonly Pick<Reference, 'table' | 'column'>[];
  readonly dto: Type<object>;
  readonly createDto: Type<object>;
  readonly changeDto: Type<object>;
  readonly queryDto: Type<object>;
  /** The response's own properties, in addition to `id`, owner, times and version. */
  toDto(row: Row): object;
  /**
   * The columns that a request sets: the given ones; on creation all that have a value.
   *
   * @throws 422 with pointers
   */
  toColumns(values: Row, context: ChangeContext): Record<string, unknown>;
  /** Its columns in a CSV file. A kind without them is neither imported nor exported. */
  readonly csv?: readonly CsvColumn[];
  /** The names that other programs use for the fields and values of these columns. */
  readonly importHints?: ImportHints;
  /** The name of a record in the audit log. */
  titleOf(row: Row): string;
  /** Whether these values depend on the organization's timezone, which must then not change until the commit. */
  dependsOnTimezone?(values: Row): boolean;
  /** What else has to be written when a record was created (`before` is null) or changed. */
  afterWrite?(tx: TenantTransaction, before: Row | null, after: Row): Promise<void>;
  /** The same for many records that were created at once, with the columns that were written. */
  afterWriteMany?(tx: TenantTransaction, created: readonly Row[]): Promise<void>;
}

/** The position of a kind's rows in the lock order: kinds that others refer to come first. */
export function lockOf(kind: Pick<RecordKind, 'referencedBy'>): 'parent-record' | 'record' {
  return kind.referencedBy.length > 0 ? 'parent-record' : 'record';
}

/** The sorts that every kind with a name has. */
export const NAMED_SORTS = {
  name: { sql: inNameOrder('r.name'), type: 'text', nullable: false },
  createdAt: { sql: 'r.created_at', type: 'timestamptz', nullable: false },
  updatedAt: { sql: 'r.updated_at', type: 'timestamptz', nullable: false },
} as const satisfies Record<string, SortKey>;

/** Maps the given properties to their columns: `{ leadId: 'lead_id' }`. */
export function pickColumns(values: Row, columns: Readonly<Record<string, string>>): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const [property, column] of Object.entries(columns)) {
    if (values[property] !== undefined) picked[column] = values[property];
  }
  return picked;
}
