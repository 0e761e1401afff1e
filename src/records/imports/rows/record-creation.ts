import type { AuthorizedOrganization } from '../../../access/authorized-context.js';
import type { TenantTransaction } from '../../../platform/database/tenant-transaction.js';
import { Problem } from '../../../platform/http/problem.js';
import { newId, parseId } from '../../../platform/ids/ids.js';
import type { ChangeContext, RecordKind, Row } from '../../kind/record-kind.js';
import { sentenceOfRefusal } from './database-refusal.policy.js';
import type { ValidRow } from './import-batch.js';
import type { OwnerLookup } from './owner-lookup.js';
import { refusalsOf, type RefusedRow } from './rejection.js';

/** The members who may own the records of a batch, and the other data for checking its rows. */
export interface CreationContext {
  readonly organization: AuthorizedOrganization;
  /** Null for an API key, whose records are unassigned. */
  readonly importer: string | null;
  /** The memberships locked by this transaction, by the texts in the file. */
  readonly owners: OwnerLookup;
  readonly now: Date;
  /** Whether the file is an export, whose owners and references may belong to another organization. */
  readonly isExport: boolean;
}

interface Draft extends Pick<RefusedRow, 'line' | 'cells'> {
  readonly columns: Record<string, unknown>;
}

/** Creates many records of a kind in few statements, by the rules of `POST`; returns the rejected rows. */
export async function createRecords(
  tx: TenantTransaction,
  kind: RecordKind,
  rows: readonly ValidRow[],
  context: CreationContext,
): Promise<RefusedRow[]> {
  const refused: RefusedRow[] = [];
  const drafts = rows.flatMap((row) => {
    const draft = toDraft(kind, row, context);
    if ('columns' in draft) return [draft];
    refused.push(draft);
    return [];
  });
  const unresolved = await findUnresolved(tx, kind, drafts, context);
  refused.push(...unresolved.values());
  const complete = drafts.filter(({ line }) => !unresolved.has(line));
  return [...refused, ...(await insertDrafts(tx, kind, complete))];
}

function toDraft(
  kind: RecordKind,
  { line, cells, given, owner, exported }: ValidRow,
  { organization, importer, owners, now, isExport }: CreationContext,
): Draft | RefusedRow {
  const found =
    typeof owner === 'string' ? owners.ownerOf(owner, { isExport }) : { id: owner === undefined ? importer : null };
  if ('refusal' in found) return { line, cells, refusals: [{ field: 'ownerId', sentence: found.refusal }] };
  try {
    const context: ChangeContext = {
      organization,
      membershipId: importer,
      before: null,
      seal: refuseToSeal,
      now,
      exported,
    };
    return { line, cells, columns: { ...kind.toColumns(given, context), owner_id: found.id } };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { line, cells, refusals: refusalsOf(error, kind) };
  }
}

function refuseToSeal(): never {
  throw new Error('No kind with secrets is imported.');
}

/** The rows that refer to a record that does not exist. The other referenced records are locked until the commit. */
async function findUnresolved(
  tx: TenantTransaction,
  kind: RecordKind,
  drafts: readonly Draft[],
  { isExport }: CreationContext,
): Promise<Map<number, RefusedRow>> {
  const unresolved = new Map<number, RefusedRow>();
  for (const { property, column, table } of kind.references) {
    const referring = drafts.filter(({ columns }) => typeof columns[column] === 'string');
    for (const { columns } of referring) columns[column] = parseId(columns[column]);
    const ids = [...new Set(referring.map(({ columns }) => columns[column]).filter((id) => id !== null))];
    const found = ids.length === 0 ? [] : await lockReferenced(tx, table, ids);
    const known = new Set<unknown>(found.map(({ id }) => id));
    for (const { line, cells, columns } of referring) {
      if (known.has(columns[column])) continue;
      if (isExport) columns[column] = null;
      else {
        const sentence = `Enter the ID of a ${table} of this organization.`;
        unresolved.set(line, { line, cells, refusals: [{ field: property, sentence }] });
      }
    }
  }
  return unresolved;
}

/** Each is found by its key, whatever the planner believes: only the primary key has the order that the range needs. */
function lockReferenced(tx: TenantTransaction, table: string, ids: readonly unknown[]): Promise<{ id: string }[]> {
  tx.locks.assertOrder('parent-record');
  const find = (columns: string, lock: string): string =>
    `cross join lateral (
       select ${columns} from ${table} r
       where r.organization_id = :organizationId and r.id >= given.id and r.id <= given.id
       order by r.organization_id, r.id limit 1 ${lock}
     ) found`;
  return tx.query<{ id: string }>(
    `select found.id
     from (select found.id from unnest(:ids::uuid[]) given (id) ${find('r.id, r.created_at', '')}
           order by found.created_at, found.id) given
     ${find('r.id', 'for key share')}`,
    { organizationId: tx.organizationId, ids },
  );
}

/**
 * Inserts all rows. If the database rejects that, each half is inserted separately, down to the rows that it rejects, so that a
 * row that passed validation but violates a constraint does not block the others.
 */
async function insertDrafts(tx: TenantTransaction, kind: RecordKind, drafts: readonly Draft[]): Promise<RefusedRow[]> {
  if (drafts.length === 0) return [];
  try {
    await tx.savepoint(() =>
      insertAll(
        tx,
        kind,
        drafts.map(({ columns }) => columns),
      ),
    );
    return [];
  } catch (error) {
    const sentence = sentenceOfRefusal(error);
    if (sentence === null) throw error;
    const [only, ...others] = drafts;
    if (only && others.length === 0) {
      return [{ line: only.line, cells: only.cells, refusals: [{ field: null, sentence }] }];
    }
    const middle = Math.ceil(drafts.length / 2);
    const first = await insertDrafts(tx, kind, drafts.slice(0, middle));
    return [...first, ...(await insertDrafts(tx, kind, drafts.slice(middle)))];
  }
}

/**
 * One statement: the rows are one parameter, converted to the types of the table. With RETURNING, because Citus otherwise writes rows
 * from a SELECT by COPY, which row-level security refuses.
 */
async function insertAll(tx: TenantTransaction, kind: RecordKind, rows: readonly Row[]): Promise<void> {
  const names = [...new Set(rows.flatMap(Object.keys))].sort().join(', ');
  await tx.query(
    `insert into ${kind.table} (organization_id, id, ${names})
     select $1::uuid, id, ${names} from jsonb_populate_recordset(null::${kind.table}, $2::jsonb) returning 1`,
    [tx.organizationId, JSON.stringify(rows.map((row) => ({ ...row, id: newId() })))],
  );
  await kind.afterWriteMany?.(tx, rows);
}
