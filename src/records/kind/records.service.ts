import { Inject, Injectable } from '@nestjs/common';
import type { Entry } from '../../access/entry.js';
import { AuditLog } from '../../audit/audit-log.js';
import type { RecordAction } from '../../audit/audit-actions.js';
import { CONFIGURATION, type RunningConfiguration } from '../../platform/config/configuration.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { answerWithVersion, requireMatch } from '../../platform/http/answer.js';
import { Problem } from '../../platform/http/problem.js';
import { newId } from '../../platform/ids/ids.js';
import { chooseSort, toPage, type Page } from '../../platform/lists/keyset.js';
import { soughtIn } from '../../platform/lists/search.js';
import { Sealer } from '../../platform/secrets/index.js';
import { SEALED_SETTINGS } from '../integrations/sealed-settings.js';
import { changesBetween } from './changes.js';
import { lockOf, type ChangeContext, type RecordKind, type Row } from './record-kind.js';
import { forget, holdReferences, requireReferences } from './record-references.js';
import { RecordOwners } from './record-owners.js';
import { insertStatement, listStatement, updateStatement, type RecordFilters } from './record-sql.js';

/** The most matches that a search returns; a pattern with more is treated as common. */
const MOST_FOUND = 1_000;

export type ListFilters = RecordFilters & { readonly sort: string; readonly q?: string };
type SearchFilters = Pick<RecordFilters, 'pattern' | 'found'>;

interface Moment {
  readonly now: string;
  readonly timezone?: string;
}

/** Changing the timezone waits until this transaction commits, and then moves the times that it has written. */
const LOCAL_MOMENT = `
  select clock_timestamp() as now, timezone from organization where organization_id = $1 for share`;

/** Creates, lists, reads, changes and deletes records, in the same way for every kind. */
@Injectable()
export class Records {
  private readonly sealer: Sealer;

  constructor(
    @Inject(CONFIGURATION) configuration: RunningConfiguration,
    private readonly tenants: TenantDatabase,
    private readonly owners: RecordOwners,
    private readonly audit: AuditLog,
  ) {
    this.sealer = new Sealer(configuration.secret, SEALED_SETTINGS.purpose);
  }

  async list(kind: RecordKind, entry: Entry, filters: ListFilters): Promise<Page<object>> {
    const sort = chooseSort(filters.sort, kind.sorts);
    const own = { ...sort, name: `${kind.name}:${sort.name}` };
    const search = await this.search(kind, entry, filters.q);
    const statement = listStatement(kind, entry.organizationId, { ...filters, ...search }, own);
    const rows = await this.tenants.read<Row & { id: string; sort_value: string | number | null }>(entry, statement);
    return toPage(
      rows,
      filters.limit,
      own,
      (row) => ({ value: row.sort_value, id: row.id }),
      (row) => toRecord(kind, row),
    );
  }

  /**
   * Few matches are found with the index of the search. If there are many, reading the records in order finds the
   * first ones quickly.
   */
  private async search(kind: RecordKind, entry: Entry, q: string | undefined): Promise<SearchFilters> {
    const pattern = soughtIn(q);
    if (pattern === null) return {};
    const rows = await this.tenants.read<{ id: string }>(entry, {
      text: 'select find_records($1, $2, $3) as id',
      values: [kind.table, pattern, MOST_FOUND + 1],
    });
    return rows.length > MOST_FOUND ? { pattern } : { pattern, found: rows.map(({ id }) => id) };
  }

  /** @throws 404 of the kind */
  async read(kind: RecordKind, entry: Entry, id: string): Promise<object> {
    const [row] = await this.tenants.read<Row>(entry, {
      text: `select * from ${kind.table} where organization_id = $1 and id = $2`,
      values: [entry.organizationId, id],
    });
    if (!row) throw new Problem(kind.notFound);
    answerWithVersion(row['version'] as number);
    return toRecord(kind, row);
  }

  /** @throws 422 for an invalid owner or reference */
  async create(kind: RecordKind, entry: Entry, given: Row): Promise<object> {
    const record = await this.tenants.write(entry, async (tx) => {
      const id = newId<string>();
      const owner = kind.owned ? { owner_id: await this.owners.ofNew(tx, entry, given['ownerId']) } : {};
      const set = kind.toColumns(given, await this.contextOf(kind, tx, entry, given, id));
      const columns = { ...set, ...requireReferences(kind, await holdReferences(kind, tx, given), set) };
      const statement = insertStatement(kind, tx.organizationId, id, { ...owner, ...columns });
      const row = await tx.one<Row>(statement.text, statement.values);
      await kind.follow?.(tx, null, row);
      this.record(tx, entry, kind, 'created', null, row);
      return toRecord(kind, row);
    });
    // Also sets the header of a repeated response.
    answerWithVersion(record['version'] as number);
    return record;
  }

  /** @throws 403 for another member's owner, 404 of the kind, 412 `precondition-failed`, 422 */
  async change(kind: RecordKind, entry: Entry, id: string, given: Row, ifMatch: string | undefined): Promise<object> {
    return this.tenants.write(entry, async (tx) => {
      const owner = given['ownerId'] === undefined ? undefined : await this.owners.hold(tx, given['ownerId']);
      const context = await this.contextOf(kind, tx, entry, given, id);
      const references = await holdReferences(kind, tx, given);
      const before = await lock(kind, tx, id, 'for no key update');
      const moved = kind.owned ? this.owners.columnsOf(entry, before, owner) : {};
      const set = { ...moved, ...kind.toColumns(given, { ...context, before }) };
      const columns = { ...set, ...requireReferences(kind, references, set) };
      requireMatch(ifMatch, before['version'] as number);
      const changed = Object.keys(columns).some((name) => differs(before[name], columns[name]));
      const row = changed ? await update(kind, tx, id, columns) : before;
      if (changed) {
        await kind.follow?.(tx, before, row);
        this.record(tx, entry, kind, 'updated', before, row);
      }
      answerWithVersion(row['version'] as number);
      return toRecord(kind, row);
    });
  }

  /** @throws 404 of the kind, 412 `precondition-failed` */
  async remove(kind: RecordKind, entry: Entry, id: string, ifMatch: string | undefined): Promise<void> {
    await this.tenants.write(entry, async (tx) => {
      const before = await lock(kind, tx, id, 'for update');
      requireMatch(ifMatch, before['version'] as number);
      await forget(kind, tx, id);
      await tx.query(`delete from ${kind.table} where organization_id = $1 and id = $2`, [tx.organizationId, id]);
      this.record(tx, entry, kind, 'deleted', before, null);
    });
  }

  private async contextOf(
    kind: RecordKind,
    tx: TenantTransaction,
    entry: Entry,
    given: Row,
    recordId: string,
  ): Promise<ChangeContext> {
    const isLocal = kind.countsInLocalTime?.(given) ?? false;
    if (isLocal) tx.locks.take('organization');
    const { now, timezone } = isLocal
      ? await tx.one<Moment>(LOCAL_MOMENT, [tx.organizationId])
      : await tx.one<Moment>('select clock_timestamp() as now');
    return {
      organization: { ...entry.organization, ...(timezone === undefined ? {} : { timezone }) },
      membershipId: entry.caller.membershipId,
      before: null,
      seal: (text) => this.sealer.seal(text, SEALED_SETTINGS.contextOf(tx.organizationId, recordId)),
      now: new Date(now),
    };
  }

  private record(
    tx: TenantTransaction,
    entry: Entry,
    kind: RecordKind,
    what: 'created' | 'updated' | 'deleted',
    before: Row | null,
    after: Row | null,
  ): void {
    const row = after ?? before ?? {};
    this.audit.record(tx, {
      action: `${kind.thing}.${what}` as RecordAction,
      actor: entry.actor,
      target: { kind: 'record', id: row['id'] as string, name: kind.titleOf(row) },
      changes: changesBetween(before && toRecord(kind, before), after && toRecord(kind, after)),
    });
  }
}

function toRecord(kind: RecordKind, row: Row): Record<string, unknown> {
  return {
    id: row['id'],
    ...(kind.owned ? { ownerId: row['owner_id'], previousOwnerId: row['previous_owner_id'] } : {}),
    ...kind.toDto(row),
    createdAt: row['created_at'],
    updatedAt: row['updated_at'],
    version: row['version'],
  };
}

/** While a record is changed, other transactions may still refer to it; while it is deleted, they may not. */
type RecordLock = 'for no key update' | 'for update';

async function lock(kind: RecordKind, tx: TenantTransaction, id: string, strength: RecordLock): Promise<Row> {
  tx.locks.take(lockOf(kind));
  const [row] = await tx.query<Row>(`select * from ${kind.table} where organization_id = $1 and id = $2 ${strength}`, [
    tx.organizationId,
    id,
  ]);
  if (!row) throw new Problem(kind.notFound);
  return row;
}

async function update(kind: RecordKind, tx: TenantTransaction, id: string, columns: Row): Promise<Row> {
  const statement = updateStatement(kind, tx.organizationId, id, columns);
  return tx.one<Row>(statement.text, statement.values);
}

function differs(before: unknown, after: unknown): boolean {
  return comparable(before) !== comparable(after);
}

function comparable(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
