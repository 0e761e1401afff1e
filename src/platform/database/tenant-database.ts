import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PoolClient, QueryResultRow } from 'pg';
import type { OrganizationId } from '../ids/ids.js';
import { logger } from '../logging/logger.js';
import { transactionStartOf, type AccessLockMode } from './access-lock.js';
import { poolOf } from './data-source.js';
import { DATABASE_KIND, type DatabaseKind } from './database-kind.js';
import { recordFailedStatement, withOrigin } from './failed-statement.js';
import { claimIdempotency, storeAnswer } from './idempotency.js';
import { bindParameters, type Parameters } from './parameters.js';
import { LOCK_ORDER } from './lock-order.js';
import { rollBack } from './roll-back.js';
import { StatementBatch, type Statement } from './statement-batch.js';
import { readStartOf, type TenantCaller, type IdempotencyClaim } from './tenancy.js';
import { TenantTransaction } from './tenant-transaction.js';
import { retryConflicts } from './transaction-conflict.js';

/**
 * The only class that opens transactions of a tenant. The first message of each sets the tenant and, if there is a caller,
 * contains the authorization query, whose answer is checked before anything is returned or written.
 *
 * Every transaction but a read holds the organization's access lock from its first statement on. Shared: the caller's
 * permissions stay as they were read until the commit. Exclusive: the transaction changes permissions (the methods
 * `changeAccess…`). A transaction that Postgres ends in favor of another one is run again from its beginning, so `work` must
 * not keep anything of one run for the next.
 */
@Injectable()
export class TenantDatabase {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(LOCK_ORDER) private readonly lockOrder: readonly string[],
    @Inject(DATABASE_KIND) private readonly kind: DatabaseKind,
  ) {}

  /**
   * Reads in one round trip: the tenant, the authorization query and the statement are sent in one write to the socket and are
   * one transaction. The rows are returned only after the caller was authorized; otherwise they are dropped unread.
   *
   * @throws the caller's refusal (404 `organization-not-found`, 403 `permission-denied`)
   */
  async read<Row extends QueryResultRow>(caller: TenantCaller, statement: ReadStatement): Promise<Row[]> {
    const bound = { ...statement, ...bindParameters(statement.text, statement.values) };
    return withOrigin(this.pipelined<Row>(caller, bound));
  }

  /** Runs the authorization query alone, where nothing else is to be read. */
  async authorize(caller: TenantCaller): Promise<void> {
    await withOrigin(this.pipelined(caller, null));
  }

  /**
   * A transaction of a caller: the authorization query, then `work`, then COMMIT. The result of `work` is the answer of the
   * request; under an `Idempotency-Key` it is stored in the same transaction, and a repeated call gets the stored answer
   * without running `work`.
   *
   * @param stored the part of the answer that is stored: secrets are left out
   */
  async write<T>(
    caller: TenantCaller,
    work: (tx: TenantTransaction) => Promise<T>,
    stored: (answer: T) => unknown = (answer) => answer,
  ): Promise<T> {
    const workOnce = (tx: TenantTransaction): Promise<T> => runOnce(tx, caller.idempotency, work, { stored });
    return this.transaction(caller.organizationId, 'shared', workOnce, caller);
  }

  /**
   * As {@link write}, for a change of permissions: a member is added or removed, or may do more or less than before, a key is
   * revoked, the organization is deleted. It waits until every write under way has ended; the writes after it wait for it and
   * read their caller's permissions again.
   */
  async changeAccess<T>(caller: TenantCaller, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
    const workOnce = (tx: TenantTransaction): Promise<T> => runOnce(tx, caller.idempotency, work);
    return this.transaction(caller.organizationId, 'exclusive', workOnce, caller);
  }

  /**
   * A transaction of a caller that is one step of a longer use case: the authorization query, then `work`, then COMMIT. The
   * use case handles an `Idempotency-Key` itself, since its effect is not complete with this step.
   */
  async writeStep<T>(caller: TenantCaller, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
    return this.transaction(caller.organizationId, 'shared', work, caller);
  }

  /**
   * As {@link write}, for a change that needs a call to another service: `prepare` decides in a transaction of its own; `call`
   * runs while none is open, so that a slow answer holds neither a connection nor a lock; `finish` writes the result and
   * answers. Under an `Idempotency-Key` a repeated call gets the stored answer before the other service is called. Two calls
   * at once may both call it, so that call needs an idempotency key of its own.
   */
  async writeWithExternalCall<Prepared, Result, T>(
    caller: TenantCaller,
    steps: {
      readonly prepare: (tx: TenantTransaction) => Promise<Prepared>;
      readonly call: (prepared: Prepared) => Promise<Result>;
      readonly finish: (tx: TenantTransaction, result: Result) => Promise<T>;
    },
  ): Promise<T> {
    const { idempotency } = caller;
    const prepareOnce = async (tx: TenantTransaction): Promise<{ answer: T } | { prepared: Prepared }> => {
      const storedAnswer = idempotency && (await claimIdempotency(tx, idempotency));
      if (!storedAnswer) return { prepared: await steps.prepare(tx) };
      idempotency.replayed(storedAnswer.status);
      // The stored text is what `finish` answered then.
      return { answer: JSON.parse(storedAnswer.body) as T };
    };
    const preparation = await this.writeStep(caller, prepareOnce);
    if ('answer' in preparation) return preparation.answer;
    const result = await steps.call(preparation.prepared);
    return this.write(caller, (tx) => steps.finish(tx, result));
  }

  /** A transaction without a caller: a job's. Row-level security applies as always. */
  async runAsSystem<T>(organizationId: OrganizationId, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
    return this.transaction(organizationId, 'shared', work, null);
  }

  /** As {@link runAsSystem}, for a change of permissions. */
  async changeAccessAsSystem<T>(
    organizationId: OrganizationId,
    work: (tx: TenantTransaction) => Promise<T>,
  ): Promise<T> {
    return this.transaction(organizationId, 'exclusive', work, null);
  }

  /**
   * A transaction of a user who is signed in but not a member (yet): a person with a link that names the organization, or the
   * user who creates it. `work` decides what they may do, including whether they may still get a stored answer: if `mayReplay`
   * returns false, `work` runs as if for the first time.
   */
  async runAsNonMember<T>(
    organizationId: OrganizationId,
    claim: IdempotencyClaim | null,
    work: (tx: TenantTransaction) => Promise<T>,
    mayReplay?: (tx: TenantTransaction) => Promise<boolean>,
  ): Promise<T> {
    const workOnce = (tx: TenantTransaction): Promise<T> => runOnce(tx, claim, work, mayReplay ? { mayReplay } : {});
    return this.transaction(organizationId, 'shared', workOnce, null);
  }

  /** As {@link runAsNonMember}, for a change of permissions. */
  async changeAccessAsNonMember<T>(
    organizationId: OrganizationId,
    claim: IdempotencyClaim | null,
    work: (tx: TenantTransaction) => Promise<T>,
  ): Promise<T> {
    return this.transaction(organizationId, 'exclusive', (tx) => runOnce(tx, claim, work), null);
  }

  /**
   * Waits until every write that is under way in these organizations has ended. For a change of access that is committed
   * outside of any organization: writes that begin after that commit are refused, and after this call none from before it is
   * left.
   */
  async awaitWritesUnderWay(organizationIds: readonly OrganizationId[]): Promise<void> {
    for (const id of organizationIds) await this.changeAccessAsSystem(id, () => Promise.resolve());
  }

  private async pipelined<Row extends QueryResultRow>(
    caller: TenantCaller,
    statement: Statement | null,
  ): Promise<Row[]> {
    const start = readStartOf(caller.organizationId, this.kind);
    const statements: Statement[] = [...start, caller.authorizationQuery, ...(statement ? [statement] : [])];
    if (this.kind.isDistributed) statements.push({ text: 'COMMIT', values: [] });
    const read = new StatementBatch(statements);
    const client = await poolOf(this.dataSource).connect();
    client.query(read);
    const failure = await read.settled;
    if (failure) recordFailedStatement(failure, statements[read.answered]?.text ?? '');
    client.release(failure !== null && !(await this.isReusable(client, read)));
    const authorizationRows = read.rowsOf[start.length];
    // A refusal has priority over an error of the statement itself.
    if (authorizationRows) caller.authorize(firstRow(authorizationRows));
    if (failure) throw failure;
    return (statement ? read.rowsOf[start.length + 1] : []) as Row[];
  }

  /**
   * Whether another tenant may use the connection after a failed read; in doubt it is destroyed. A transaction without BEGIN
   * was rolled back with the pipeline.
   */
  private async isReusable(client: PoolClient, read: StatementBatch): Promise<boolean> {
    if (read.inDoubt) return false;
    return this.kind.isDistributed ? rollBack(client) : true;
  }

  private async transaction<T>(
    organizationId: OrganizationId,
    access: AccessLockMode,
    work: (tx: TenantTransaction) => Promise<T>,
    caller: TenantCaller | null,
  ): Promise<T> {
    const start = transactionStartOf(organizationId, access);
    return retryConflicts(async () => {
      const client = await poolOf(this.dataSource).connect();
      const tx = new TenantTransaction(organizationId, client, start, this.lockOrder);
      let isReusable = false;
      try {
        if (caller) caller.authorize(await tx.one(caller.authorizationQuery.text, caller.authorizationQuery.values));
        const answer = await work(tx);
        await tx.commit();
        isReusable = true;
        tx.runAfterCommit();
        return answer;
      } catch (error) {
        isReusable ||= await tx.rollBack();
        throw error;
      } finally {
        // A connection in an unknown state is destroyed: the next user of an open transaction would act as its tenant.
        if (!isReusable) logger.warn('A database connection in an unknown state is destroyed.');
        client.release(!isReusable);
      }
    });
  }
}

/** A statement that reads, with values by name or by position. */
export interface ReadStatement extends Pick<Statement, 'text' | 'plan'> {
  readonly values: Parameters;
}

/** How an answer is stored under an idempotency key: which part of it, and who may get it again. */
interface ReplayOptions<T> {
  readonly stored?: (answer: T) => unknown;
  readonly mayReplay?: (tx: TenantTransaction) => Promise<boolean>;
}

/** Runs `work` once per idempotency key: a repeated call gets the stored answer. */
async function runOnce<T>(
  tx: TenantTransaction,
  claim: IdempotencyClaim | null,
  work: (tx: TenantTransaction) => Promise<T>,
  { stored = (answer) => answer, mayReplay = () => Promise.resolve(true) }: ReplayOptions<T> = {},
): Promise<T> {
  if (!claim) return work(tx);
  const storedAnswer = await claimIdempotency(tx, claim);
  if (storedAnswer && (await mayReplay(tx))) {
    claim.replayed(storedAnswer.status);
    // The stored text is what `work` answered then.
    return JSON.parse(storedAnswer.body) as T;
  }
  const answer = await work(tx);
  storeAnswer(tx, claim, stored(answer));
  return answer;
}

function firstRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('The authorization query returned no row.');
  return row;
}
