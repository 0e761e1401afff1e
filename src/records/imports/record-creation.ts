import type { EnteredOrganization } from '../../access/entry.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Problem } from '../../platform/http/problem.js';
import { newId, parseId } from '../../platform/ids/ids.js';
import type { CsvColumn } from '../csv/csv-form.js';
import type { ChangeContext, RecordKind, Row } from '../kind/record-kind.js';
import { sentencesOf, type GivenRow } from './import-batch.js';
import type { RejectedLineDto } from './import.dto.js';

/** Whom a batch may give records to, and what else its rows are judged by. */
export interface CreationContext {
  readonly organization: EnteredOrganization;
  /** Null for an API key, whose records begin unassigned. */
  readonly importer: string | null;
  /** The memberships held by this transaction that may own records. */
  readonly owners: ReadonlySet<string>;
  readonly now: Date;
}

interface Draft {
  readonly line: number;
  readonly columns: Record<string, unknown>;
}

/** Creates many records of a kind in few statements, by the rules of `POST`; answers those that the rules refuse. */
export async function createRecords(
  tx: TenantTransaction,
  kind: RecordKind,
  columns: readonly CsvColumn[],
  rows: readonly GivenRow[],
  context: CreationContext,
): Promise<RejectedLineDto[]> {
  const rejected: RejectedLineDto[] = [];
  const drafts = rows.flatMap((row) => {
    const draft = toDraft(kind, columns, row, context);
    if ('columns' in draft) return [draft];
    rejected.push(draft);
    return [];
  });
  const astray = await withoutReference(tx, kind, drafts);
  rejected.push(...astray.values());
  await insertAll(
    tx,
    kind,
    drafts.filter(({ line }) => !astray.has(line)).map((draft) => draft.columns),
  );
  return rejected;
}

function toDraft(
  kind: RecordKind,
  columns: readonly CsvColumn[],
  { line, given }: GivenRow,
  { organization, importer, owners, now }: CreationContext,
): Draft | RejectedLineDto {
  const owner = given['ownerId'] === undefined ? importer : given['ownerId'];
  const ownerId = owner === null ? null : parseId<string>(owner);
  if (owner !== null && (ownerId === null || !owners.has(ownerId))) {
    return { line, detail: 'ownerId: Give an active member who is no viewer, or nothing.' };
  }
  try {
    const context: ChangeContext = { organization, membershipId: importer, before: null, seal: refuseToSeal, now };
    return { line, columns: { ...kind.toColumns(given, context), owner_id: ownerId } };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { line, detail: sentencesOf(error, columns) };
  }
}

function refuseToSeal(): never {
  throw new Error('No kind with secrets is imported.');
}

/** Those that name a record which is not there. What they name is kept from being deleted until the commit. */
async function withoutReference(
  tx: TenantTransaction,
  kind: RecordKind,
  drafts: readonly Draft[],
): Promise<Map<number, RejectedLineDto>> {
  const astray = new Map<number, RejectedLineDto>();
  for (const { property, column, table } of kind.references) {
    const naming = drafts.filter(({ columns }) => typeof columns[column] === 'string');
    for (const { columns } of naming) columns[column] = parseId(columns[column]);
    const ids = [...new Set(naming.map(({ columns }) => columns[column]).filter((id) => id !== null))];
    const found = ids.length === 0 ? [] : await holdAll(tx, table, ids);
    const there = new Set<unknown>(found.map(({ id }) => id));
    for (const { line, columns } of naming) {
      if (!there.has(columns[column])) {
        astray.set(line, { line, detail: `${property}: Give the id of a ${table} of this organization.` });
      }
    }
  }
  return astray;
}

function holdAll(tx: TenantTransaction, table: string, ids: readonly unknown[]): Promise<{ id: string }[]> {
  tx.locks.take('parent-record');
  return tx.query<{ id: string }>(
    `select id from ${table} where organization_id = $1 and id = any ($2::uuid[])
     order by created_at, id for key share`,
    [tx.organizationId, ids],
  );
}

/** One statement for all of them: the rows travel as one parameter, read by the table's own types. */
async function insertAll(tx: TenantTransaction, kind: RecordKind, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const names = [...new Set(rows.flatMap(Object.keys))].sort().join(', ');
  await tx.query(
    `insert into ${kind.table} (organization_id, id, ${names})
     select $1::uuid, id, ${names} from jsonb_populate_recordset(null::${kind.table}, $2::jsonb)`,
    [tx.organizationId, JSON.stringify(rows.map((row) => ({ ...row, id: newId() })))],
  );
  await kind.followAll?.(tx, rows);
}
