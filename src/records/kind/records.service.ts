import { Inject, Injectable } from '@nestjs/common';
import type { Entry } from '../../access/entry.js';
import { AuditLog } from '../../audit/audit-log.js';
import type { RecordAction } from '../../audit/audit-actions.js';
import { CONFIGURATION, type RunningConfiguration } from '../../platform/config/configuration.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { answerWithVersion, requireMatch } from '../../platform/http/etag.js';
import { invalid, Problem } from '../../platform/http/problem.js';
import { newId } from '../../platform/ids/ids.js';
import { chooseSort, toPage, type Page } from '../../platform/lists/keyset.js';
import { Sealer } from '../../platform/secrets/index.js';
import { changesBetween } from './changes.js';
import type { RecordKind, Row } from './record-kind.js';
import { RecordOwners } from './record-owners.js';
import { insertStatement, listStatement, updateStatement, type RecordFilters } from './record-sql.js';
import { notFoundOf } from './record.problems.js';

/** Creating, listing, reading, changing and deleting records, the same for every kind. */
@Injectable()
export class Records {
  private readonly sealer: Sealer;

  constructor(
    @Inject(CONFIGURATION) configuration: RunningConfiguration,
    private readonly tenants: TenantDatabase,
    private readonly owners: RecordOwners,
    private readonly audit: AuditLog,
  ) {
    this.sealer = new Sealer(configuration.secret, 'integration-settings');
  }

  async list(kind: RecordKind, entry: Entry, filters: RecordFilters & { sort: string }): Promise<Page<object>> {
    const sort = chooseSort(filters.sort, kind.sorts);
    const own = { ...sort, name: `${kind.name}:${sort.name}` };
    const statement = listStatement(kind, entry.organizationId, filters, own);
    const rows = await this.tenants.read<Row & { id: string; sort_value: string | number | null }>(entry, statement);
    return toPage(
      rows,
      filters.limit,
      own,
      (row) => ({ value: row.sort_value, id: row.id }),
      (row) => toRecord(kind, row),
    );
  }

  /** @throws 404 of the kind */
  async read(kind: RecordKind, entry: Entry, id: string): Promise<object> {
    const [row] = await this.tenants.read<Row>(entry, {
      text: `select * from ${kind.table} where organization_id = $1 and id = $2`,
      values: [entry.organizationId, id],
    });
    if (!row) throw new Problem(notFoundOf(kind.thing));
    answerWithVersion(row['version'] as number);
    return toRecord(kind, row);
  }

  /** @throws 422 for an owner or a reference that does not fit */
  async create(kind: RecordKind, entry: Entry, given: Row): Promise<object> {
    return this.tenants.write(entry, async (tx) => {
      const id = newId<string>();
      const owner = kind.owned ? { owner_id: await this.owners.ofNew(tx, entry, given['ownerId']) } : {};
      const columns = await this.columnsOf(kind, tx, entry, given, id, null);
      await requireReferences(kind, tx, columns);
      const statement = insertStatement(kind, tx.organizationId, id, { ...owner, ...columns });
      const row = await tx.one<Row>(statement.text, statement.values);
      await this.record(tx, entry, kind, 'created', null, row);
      answerWithVersion(row['version'] as number);
      return toRecord(kind, row);
    });
  }

  /** @throws 403 for another's owner, 404 of the kind, 412 `precondition-failed`, 422 */
  async change(kind: RecordKind, entry: Entry, id: string, given: Row, ifMatch: string | undefined): Promise<object> {
    return this.tenants.write(entry, async (tx) => {
      const before = await lock(kind, tx, id);
      const owner = kind.owned ? await this.owners.ofChanged(tx, entry, before, given['ownerId']) : {};
      const columns = { ...owner, ...(await this.columnsOf(kind, tx, entry, given, id, before)) };
      await requireReferences(kind, tx, columns);
      requireMatch(ifMatch, before['version'] as number);
      const changed = Object.keys(columns).some((name) => differs(before[name], columns[name]));
      const row = changed ? await update(kind, tx, id, columns) : before;
      if (changed) await this.record(tx, entry, kind, 'updated', before, row);
      answerWithVersion(row['version'] as number);
      return toRecord(kind, row);
    });
  }

  /** @throws 404 of the kind, 412 `precondition-failed` */
  async remove(kind: RecordKind, entry: Entry, id: string, ifMatch: string | undefined): Promise<void> {
    await this.tenants.write(entry, async (tx) => {
      const before = await lock(kind, tx, id);
      requireMatch(ifMatch, before['version'] as number);
      await tx.query(`delete from ${kind.table} where organization_id = $1 and id = $2`, [tx.organizationId, id]);
      await this.record(tx, entry, kind, 'deleted', before, null);
    });
  }

  private async columnsOf(
    kind: RecordKind,
    tx: TenantTransaction,
    entry: Entry,
    given: Row,
    recordId: string,
    before: Row | null,
  ): Promise<Record<string, unknown>> {
    const { now } = await tx.one<{ now: string }>('select clock_timestamp() as now');
    return kind.toColumns(given, {
      organization: entry.organization,
      membershipId: entry.caller.membershipId,
      before,
      seal: (text) => this.sealer.seal(text, `${tx.organizationId}/${recordId}`),
      now: new Date(now),
    });
  }

  private async record(
    tx: TenantTransaction,
    entry: Entry,
    kind: RecordKind,
    what: 'created' | 'updated' | 'deleted',
    before: Row | null,
    after: Row | null,
  ): Promise<void> {
    const row = after ?? before ?? {};
    await this.audit.record(tx, {
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

/** The owner's membership comes before the record in the order of locks, yet only the record tells whether it changes. */
async function lock(kind: RecordKind, tx: TenantTransaction, id: string): Promise<Row> {
  const [row] = await tx.query<Row>(`select * from ${kind.table} where organization_id = $1 and id = $2 for update`, [
    tx.organizationId,
    id,
  ]);
  if (!row) throw new Problem(notFoundOf(kind.thing));
  return row;
}

async function update(kind: RecordKind, tx: TenantTransaction, id: string, columns: Row): Promise<Row> {
  const statement = updateStatement(kind, tx.organizationId, id, columns);
  return tx.one<Row>(statement.text, statement.values);
}

/** @throws 422 with the pointer to what names a record that is not there, or another organization's */
async function requireReferences(kind: RecordKind, tx: TenantTransaction, columns: Row): Promise<void> {
  for (const { property, column, table } of kind.references) {
    const id = columns[column];
    if (id === undefined || id === null) continue;
    const found = await tx.query(`select 1 from ${table} where organization_id = $1 and id = $2 for key share`, [
      tx.organizationId,
      id,
    ]);
    if (found.length === 0) throw invalid({ pointer: `/${property}`, detail: 'There is no such record.' });
  }
}

function differs(before: unknown, after: unknown): boolean {
  return comparable(before) !== comparable(after);
}

function comparable(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
