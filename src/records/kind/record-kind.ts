import type { Type } from '@nestjs/common';
import type { Permission } from '../../access/permissions.policy.js';
import type { EnteredOrganization } from '../../access/entry.js';
import type { Lock } from '../../platform/database/lock-order.js';
import { inNameOrder } from '../../platform/database/name-order.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ProblemKind } from '../../platform/http/problem.js';
import type { SortKey } from '../../platform/lists/keyset.js';
import type { CsvColumn } from '../csv/csv-form.js';
import type { ImportHints } from '../csv/import-hints.js';

/** The names of the kinds, as they stand in paths and in reassignments. */
export const KIND_NAMES = ['leads', 'deals', 'campaigns', 'sequences', 'calls', 'automations', 'integrations'] as const;
export type KindName = (typeof KIND_NAMES)[number];

/** A row as the database has it, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** What a change of a record is decided by. */
export interface ChangeContext {
  readonly organization: EnteredOrganization;
  /** The membership that changes it; null for an API key. */
  readonly membershipId: string | null;
  /** The record as it stands; null while it is created. */
  readonly before: Row | null;
  /** Seals a secret of this very record. */
  readonly seal: (text: string) => Buffer;
  /** The database's clock. */
  readonly now: Date;
  /** What an export said of the record beside what a request may say; only for a row of an imported file. */
  readonly exported?: Row;
}

/** A property that names another record of the same organization. */
export interface Reference {
  readonly property: string;
  readonly column: string;
  readonly table: string;
}

/**
 * One kind of record: a literal that the generic service, its controller, reassignment and purge read. A new kind is a folder
 * with one of these and a line in `records.module.ts`.
 */
export interface RecordKind {
  readonly name: KindName;
  /** One of them, in problems and the audit log: `lead`. */
  readonly thing: string;
  /** 404 for one that is not there. */
  readonly notFound: ProblemKind;
  readonly table: string;
  readonly view: Permission;
  readonly edit: Permission;
  /** Owned kinds have an `ownerId`, and move when somebody is removed. */
  readonly owned: boolean;
  /** Of owned kinds: the columns besides id and times without which a row is refused by the table's constraints. */
  readonly requiredColumns?: readonly string[];
  /** The filter by a list of values: `status` or `stage`. */
  readonly state: { readonly property: string; readonly column: string } | null;
  /** Columns in which `q` is sought. */
  readonly searched: readonly string[];
  readonly sorts: Readonly<Record<string, SortKey>>;
  readonly references: readonly Reference[];
  /** Where other kinds name one of these: its deletion empties that. */
  readonly namedBy: readonly Pick<Reference, 'table' | 'column'>[];
  readonly dto: Type<object>;
  readonly createDto: Type<object>;
  readonly changeDto: Type<object>;
  readonly queryDto: Type<object>;
  /** The answer's own properties, beside `id`, owner, times and version. */
  toDto(row: Row): object;
  /**
   * The columns that a request sets; only those that are given, all that have a value when it is created.
   *
   * @throws 422 with pointers
   */
  toColumns(given: Row, context: ChangeContext): Record<string, unknown>;
  /** Its columns in a CSV file; kinds without are neither imported nor exported. */
  readonly csv?: readonly CsvColumn[];
  /** How other programs call the fields and values of these columns. */
  readonly importHints?: ImportHints;
  /** How the audit log calls a record. */
  titleOf(row: Row): string;
  /** Whether these values count in the organization's timezone, which then stays what it is until the commit. */
  countsInLocalTime?(given: Row): boolean;
  /** What else is to be written down when a record was created (`before` is null) or changed. */
  follow?(tx: TenantTransaction, before: Row | null, after: Row): Promise<void>;
  /** The same for many that were created at once, with the columns that were written. */
  followAll?(tx: TenantTransaction, created: readonly Row[]): Promise<void>;
}

/** The place of a kind's rows in the order of locks: those that others name come first. */
export function lockOf(kind: Pick<RecordKind, 'namedBy'>): Lock {
  return kind.namedBy.length > 0 ? 'parent-record' : 'record';
}

/** The sorts that every kind with a name has. */
export const NAMED_SORTS = {
  name: { sql: inNameOrder('r.name'), type: 'text', nullable: false },
  createdAt: { sql: 'r.created_at', type: 'timestamptz', nullable: false },
  updatedAt: { sql: 'r.updated_at', type: 'timestamptz', nullable: false },
} as const satisfies Record<string, SortKey>;

/** The columns of the given properties, where they are given: `{ leadId: 'lead_id' }`. */
export function given(values: Row, columns: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([property, column]) =>
      values[property] === undefined ? [] : [[column, values[property]]],
    ),
  );
}
