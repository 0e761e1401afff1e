import { Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { OrganizationId } from '../ids/ids.js';
import { logger } from '../logging/logger.js';
import { poolOf } from './data-source.js';
import { claimIdempotency, storeAnswer } from './idempotency.js';
import { beginFor, type DoorCaller, type DoorRow, type IdempotencyClaim } from './tenancy.js';
import { TenantTransaction } from './tenant-transaction.js';

/** One statement of a read, prepared under a name by the protocol (which PgBouncer 1.21 and newer follow). */
export interface ReadStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The one door for every transaction of a tenant: nothing else opens one. The first message of each names the tenant
 * and, where there is a caller, asks who they are; the answer is judged before anything is read out or written.
 */
@Injectable()
export class TenantDatabase {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Reads in one round trip: begin, tenant, door, the statement and commit leave in one write to the socket. The rows are
   * let go only when the door's answer has been judged; refused, they are dropped unread.
   *
   * @throws the caller's refusal (404 `organization-not-found`, 403 `permission-denied`)
   */
  async read<Row extends QueryResultRow>(caller: DoorCaller, statement: ReadStatement): Promise<Row[]> {
    const { door, rows } = await this.pipelined<Row>(caller, statement);
    caller.judge(door);
    return rows;
  }

  /** Asks the door alone, where nothing else is to be read. */
  async enter(caller: DoorCaller): Promise<void> {
    caller.judge((await this.pipelined(caller, null)).door);
  }

  /**
   * A transaction of a caller: the door, then `work`, then COMMIT. What `work` answers is the answer of the request; under
   * an `Idempotency-Key` it is stored with the effect, and a repeated call gets the stored one without `work`.
   *
   * @param stored what of the answer is kept for that: secrets are left out
   */
  async write<T>(
    caller: DoorCaller,
    work: (tx: TenantTransaction) => Promise<T>,
    stored: (answer: T) => unknown = (answer) => answer,
  ): Promise<T> {
    return this.transaction(caller.organizationId, (tx) => once(tx, caller.idempotency, work, stored), caller);
  }

  /**
   * A transaction without a caller: a job's. Row-level security holds as ever.
   */
  async visit<T>(organizationId: OrganizationId, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
    return this.transaction(organizationId, work, null);
  }

  /**
   * A transaction of somebody who is signed in but no member (yet): the holder of a link that names the organization, or
   * its founder. `work` decides what they may.
   */
  async visitOnce<T>(
    organizationId: OrganizationId,
    claim: IdempotencyClaim | null,
    work: (tx: TenantTransaction) => Promise<T>,
  ): Promise<T> {
    return this.transaction(organizationId, (tx) => once(tx, claim, work), null);
  }

  private async pipelined<Row extends QueryResultRow>(
    caller: DoorCaller,
    statement: ReadStatement | null,
  ): Promise<{ door: DoorRow; rows: Row[] }> {
    const client = await poolOf(this.dataSource).connect();
    const { stream } = client.connection;
    stream.cork();
    const answers = [
      client.query(beginFor(caller.organizationId)),
      client.query<DoorRow>(caller.question),
      ...(statement ? [client.query<Row>(prepared(statement))] : []),
      client.query('COMMIT'),
    ] as const;
    stream.uncork();
    const settled = await Promise.allSettled(answers as readonly Promise<QueryResult<QueryResultRow>>[]);
    // Only a settled COMMIT (or the ROLLBACK that it turns into) makes the connection fit for the next tenant.
    const end = settled.at(-1);
    client.release(end?.status !== 'fulfilled');
    const failed = settled.find((answer) => answer.status === 'rejected');
    if (failed) throw failed.reason;
    const [, door, rows] = settled.map((answer) => (answer.status === 'fulfilled' ? answer.value.rows : []));
    return { door: firstRow(door as DoorRow[]), rows: statement ? (rows as Row[]) : [] };
  }

  private async transaction<T>(
    organizationId: OrganizationId,
    work: (tx: TenantTransaction) => Promise<T>,
    caller: DoorCaller | null,
  ): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const tx = new TenantTransaction(organizationId, client, runner);
    let clean = false;
    try {
      const door = await open(client, organizationId, caller);
      tellTypeOrm(runner);
      if (caller && door) caller.judge(door);
      const answer = await work(tx);
      await runner.commitTransaction();
      clean = true;
      tx.runAfterCommit();
      return answer;
    } catch (error) {
      if (!clean) clean = await rollBack(client);
      throw error;
    } finally {
      await release(runner, clean);
    }
  }
}

/** Does `work` once per idempotency key: the stored answer stands in for a second time. */
async function once<T>(
  tx: TenantTransaction,
  claim: IdempotencyClaim | null,
  work: (tx: TenantTransaction) => Promise<T>,
  stored: (answer: T) => unknown = (answer) => answer,
): Promise<T> {
  if (!claim) return work(tx);
  const earlier = await claimIdempotency(tx, claim);
  if (earlier) {
    claim.replayed(earlier.status);
    // The stored text is what `work` answered then.
    return JSON.parse(earlier.body) as T;
  }
  const answer = await work(tx);
  await storeAnswer(tx, claim, stored(answer));
  return answer;
}

const names = new Map<string, string>();

/** The same name for the same text, always; there are as many texts as the code can compose, which are few. */
function prepared({ text, values }: ReadStatement) {
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = `read_${names.size}`));
  return { name, text, values: [...values] };
}

async function open(client: PoolClient, organizationId: OrganizationId, caller: DoorCaller | null) {
  client.connection.stream.cork();
  const begun = client.query(beginFor(organizationId));
  const asked = caller ? client.query<DoorRow>(caller.question) : Promise.resolve(null);
  client.connection.stream.uncork();
  const [, door] = await Promise.all([begun, asked]);
  return door ? firstRow(door.rows) : null;
}

/** TypeORM, not told that a transaction is open, would open and commit one of its own inside ours. */
function tellTypeOrm(runner: QueryRunner): void {
  const state = runner as QueryRunner & { isTransactionActive: boolean; transactionDepth: number };
  state.isTransactionActive = true;
  state.transactionDepth = 1;
}

async function rollBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}

/** A connection about which there is any doubt is destroyed: the next user of an open transaction would be its tenant. */
async function release(runner: QueryRunner, clean: boolean): Promise<void> {
  const state = runner as QueryRunner & {
    isTransactionActive: boolean;
    releasePostgresConnection?: (error?: Error) => Promise<void>;
  };
  state.isTransactionActive = false;
  if (clean) return runner.release();
  logger.warn('A database connection in doubt is destroyed.');
  return state.releasePostgresConnection
    ? state.releasePostgresConnection(new Error('connection in doubt'))
    : runner.release();
}

function firstRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('The door gave no answer.');
  return row;
}
