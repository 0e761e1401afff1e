import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { AuditLog } from '../../audit/audit-log.js';
import type { RecordAction } from '../../audit/audit-actions.js';
import { CONFIGURATION, type RunningConfiguration } from '../../platform/config/configuration.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { answerWithVersion, requireMatch } from '../../platform/http/answer.js';
import { Problem } from '../../platform/http/problem.js';
import { newId } from '../../platform/ids/ids.js';
import { parseSort, toPage, type Page } from '../../platform/lists/keyset.js';
import { searchPattern } from '../../platform/lists/search.js';
import { endOfDay, startOfDay } from '../../platform/time/day-span.js';
import { Sealer } from '../../platform/secrets/index.js';
import { SEALED_SETTINGS } from '../integrations/sealed-settings.js';
import { changesBetween } from './record-changes.js';
import { lockOf, type ChangeContext, type RecordKind, type Row } from './record-kind.js';
import { clearReferences, lockReferences, requireReferences } from './record-references.js';
import { RecordOwners } from './record-owners.js';
import { insertStatement, listStatement, updateStatement, type RecordFilters } from './record-sql.js';

/** The most matches that a search returns; a pattern with more is treated as common. */
const MAX_FOUND = 1_000;

export type ListFilters = RecordFilters & { readonly sort: string; readonly q?: string };
type MomentFilters = Pick<RecordFilters, 'fromMoment' | 'untilMoment'>;
type SearchFilters = Pick<RecordFilters, 'pattern' | 'found'>;

interface Moment {
  readonly now: string;
  readonly timezone?: string;
}

/** Changing the timezone waits until this transaction commits, and then moves the times that it has written. */
const LOCAL_MOMENT = `
  select clock_timestamp() as now, timezone from organization where organization_id = :organizationId for share`;

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

  async list(kind: RecordKind, auth: AuthorizedContext, filters: ListFilters): Promise<Page<object>> {
    const sort = parseSort(filters.sort, kind.sorts);
    const own = { ...sort, name: `${kind.name}:${sort.name}` };
    const moments = await this.momentsOf(kind, auth, filters);
    const search = await this.search(kind, auth, filters.q);
    const statement = listStatement(kind, auth.organizationId, { ...filters, ...moments, ...search }, own);
    const rows = await this.tenants.read<Row & { id: string; sort_value: string | number | null }>(auth, statement);
    return toPage(
      rows,
      filters.limit,
      own,
      (row) => ({ value: row.sort_value, id: row.id }),
      (row) => toRecord(kind, row),
    );
  }

  /** The moments of a filter by days. They depend on the organization's timezone, which is known after the authorization. */
  private async momentsOf({ days }: RecordKind, auth: AuthorizedContext, filters: ListFilters): Promise<MomentFilters> {
    const [from, to] = days ? [filters[days.from], filters[days.to]] : [];
    if (typeof from !== 'string' && typeof to !== 'string') return {};
    await this.tenants.authorize(auth);
    const { timezone } = auth.organization;
    return {
      ...(typeof from === 'string' ? { fromMoment: startOfDay(from, timezone) } : {}),
      ...(typeof to === 'string' ? { untilMoment: endOfDay(to, timezone) } : {}),
    };
  }

  /**
   * Few matches are found with the index of the search. If there are many, reading the records in order finds the
   * first ones quickly.
   */
  private async search(kind: RecordKind, auth: AuthorizedContext, q: string | undefined): Promise<SearchFilters> {
    const pattern = searchPattern(q);
    if (pattern === null) return {};
    const rows = await this.tenants.read<{ id: string }>(auth, {
      text: 'select find_records($1, $2, $3) as id',
      values: [kind.table, pattern, MAX_FOUND + 1],
    });
    return rows.length > MAX_FOUND ? { pattern } : { pattern, found: rows.map(({ id }) => id) };
  }

  /** @throws 404 of the kind */
  async get(kind: RecordKind, auth: AuthorizedContext, id: string): Promise<object> {
    const [row] = await this.tenants.read<Row>(auth, {
      text: `select * from ${kind.table} where organization_id = $1 and id = $2`,
      values: [auth.organizationId, id],
    });
    if (!row) throw new Problem(kind.notFound);
    answerWithVersion(row['version'] as number);
    return toRecord(kind, row);
  }

  /** @throws 422 for an invalid owner or reference */
  async create(kind: RecordKind, auth: AuthorizedContext, values: Row): Promise<object> {
    const record = await this.tenants.write(auth, async (tx) => {
      const id = newId<string>();
      const owner = kind.owned ? { owner_id: await this.owners.ownerOfNew(tx, auth, values['ownerId']) } : {};
      const set = kind.toColumns(values, await this.contextOf(kind, tx, auth, values, id));
      const columns = { ...set, ...requireReferences(kind, await lockReferences(kind, tx, values), set) };
      const statement = insertStatement(kind, tx.organizationId, id, { ...owner, ...columns });
      const row = await tx.one<Row>(statement.text, statement.values);
      await kind.afterWrite?.(tx, null, row);
      this.recordAuditEvent(tx, auth, kind, 'created', null, row);
      return toRecord(kind, row);
    });
    // Also sets the header of a repeated response.
    answerWithVersion(record['version'] as number);
    return record;
  }

  /** @throws 403 for another member's owner, 404 of the kind, 412 `precondition-failed`, 422 */
  async update(
    kind: RecordKind,
    auth: AuthorizedContext,
    id: string,
    values: Row,
    ifMatch: string | undefined,
  ): Promise<object> {
    return this.tenants.write(auth, async (tx) => {
      const owner = values['ownerId'] === undefined ? undefined : await this.owners.readOwner(tx, values['ownerId']);
      const context = await this.contextOf(kind, tx, auth, values, id);
      const references = await lockReferences(kind, tx, values);
      const before = await lockRecord(kind, tx, id, 'for no key update');
      const moved = kind.owned ? this.owners.columnsOf(auth, before, owner) : {};
      const set = { ...moved, ...kind.toColumns(values, { ...context, before }) };
      const columns = { ...set, ...requireReferences(kind, references, set) };
      requireMatch(ifMatch, before['version'] as number);
      const changed = Object.keys(columns).some((name) => differs(before[name], columns[name]));
      const row = changed ? await updateRecord(kind, tx, id, columns) : before;
      if (changed) {
        await kind.afterWrite?.(tx, before, row);
        this.recordAuditEvent(tx, auth, kind, 'updated', before, row);
      }
      answerWithVersion(row['version'] as number);
      return toRecord(kind, row);
    });
  }

  /** @throws 404 of the kind, 412 `precondition-failed` */
  async delete(kind: RecordKind, auth: AuthorizedContext, id: string, ifMatch: string | undefined): Promise<void> {
    await this.tenants.write(auth, async (tx) => {
      const before = await lockRecord(kind, tx, id, 'for update');
      requireMatch(ifMatch, before['version'] as number);
      await clearReferences(kind, tx, id);
      await tx.query(`delete from ${kind.table} where organization_id = $1 and id = $2`, [tx.organizationId, id]);
      this.recordAuditEvent(tx, auth, kind, 'deleted', before, null);
    });
  }

  private async contextOf(
    kind: RecordKind,
    tx: TenantTransaction,
    auth: AuthorizedContext,
    values: Row,
    recordId: string,
  ): Promise<ChangeContext> {
    const isLocal = kind.dependsOnTimezone?.(values) ?? false;
    if (isLocal) tx.locks.assertOrder('organization');
    const { now, timezone } = isLocal
      ? await tx.one<Moment>(LOCAL_MOMENT, { organizationId: tx.organizationId })
      : await tx.one<Moment>('select clock_timestamp() as now');
    return {
      organization: { ...auth.organization, ...(timezone === undefined ? {} : { timezone }) },
      membershipId: auth.caller.membershipId,
      before: null,
      seal: (text) => this.sealer.seal(text, SEALED_SETTINGS.contextOf(tx.organizationId, recordId)),
      now: new Date(now),
    };
  }

  private recordAuditEvent(
    tx: TenantTransaction,
    auth: AuthorizedContext,
    kind: RecordKind,
    action: 'created' | 'updated' | 'deleted',
    before: Row | null,
    after: Row | null,
  ): void {
    const row = after ?? before ?? {};
    this.audit.recordAuditEvent(tx, {
      action: `${kind.singular}.${action}` as RecordAction,
      actor: auth.actor,
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

async function lockRecord(kind: RecordKind, tx: TenantTransaction, id: string, strength: RecordLock): Promise<Row> {
  tx.locks.assertOrder(lockOf(kind));
  const [row] = await tx.query<Row>(`select * from ${kind.table} where organization_id = $1 and id = $2 ${strength}`, [
    tx.organizationId,
    id,
  ]);
  if (!row) throw new Problem(kind.notFound);
  return row;
}

async function updateRecord(kind: RecordKind, tx: TenantTransaction, id: string, columns: Row): Promise<Row> {
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
