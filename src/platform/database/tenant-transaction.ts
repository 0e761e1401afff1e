import type { PoolClient } from 'pg';
import type { OrganizationId } from '../ids/ids.js';
import type { TransactionStart } from './access-lock.js';
import { recordFailedStatement, withOrigin } from './failed-statement.js';
import { LockOrder } from './lock-order.js';
import { bindParameters, type Parameters } from './parameters.js';
import { rollBack } from './roll-back.js';
import { StatementBatch, type Statement } from './statement-batch.js';

type Rows = Record<string, unknown>[];

/** A statement that was not sent yet, and the promise of its answer. */
interface PendingStatement {
  readonly statement: Statement;
  readonly answered: (rows: Rows) => void;
  readonly failed: (error: Error) => void;
}

const ignore = (): void => undefined;

/**
 * One open transaction inside one organization. It lives as long as the callback of `TenantDatabase` that received it.
 *
 * Statements that are queried together are sent in one write and answered in one: `await Promise.all([tx.query(…),
 * tx.query(…)])` is one round trip, and each statement sees what those before it did. Statements of {@link executeDeferred} are sent with
 * the next query, at the latest with the COMMIT.
 */
export class TenantTransaction {
  readonly locks: LockOrder;
  private readonly afterCommits: (() => void)[] = [];
  private pending: PendingStatement[] = [];
  private isFlushScheduled = false;
  private hasEnded = false;
  private failure: Error | null = null;
  private inDoubt = false;

  constructor(
    readonly organizationId: OrganizationId,
    private readonly client: PoolClient,
    { access, statements }: TransactionStart,
    lockOrder: readonly string[],
  ) {
    this.locks = new LockOrder(access, lockOrder);
    for (const { text, values } of statements) this.executeDeferred(text, values);
  }

  /** Runs one statement; values are always parameters, never part of the text. */
  query<Row extends object>(text: string, parameters: Parameters = []): Promise<Row[]> {
    const statement = bindParameters(text, parameters);
    const answer = new Promise<Row[]>((resolve, reject) => {
      // The driver's rows are untyped; the columns are those that the statement selects.
      const answered = (rows: Rows): void => {
        resolve(rows as Row[]);
      };
      this.add({ statement, answered, failed: reject });
      this.scheduleFlush();
    });
    return withOrigin(answer);
  }

  /** Runs one statement that must find a row. */
  async one<Row extends object>(text: string, parameters: Parameters = []): Promise<Row> {
    const [row] = await this.query<Row>(text, parameters);
    if (!row) throw new Error('A row that must exist was not found.');
    return row;
  }

  /**
   * Runs one statement without waiting for its answer, before the next query. If it fails, the next query fails with its
   * error, and nothing of the transaction is committed.
   */
  executeDeferred(text: string, parameters: Parameters = []): void {
    this.add({ statement: bindParameters(text, parameters), answered: ignore, failed: ignore });
  }

  /**
   * Runs a part of the work that may fail by itself: then its changes are undone, and the transaction goes on. Callbacks that
   * it registered for after the commit are dropped too.
   */
  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    const before = this.afterCommits.length;
    // Sent with the first statement of the work, if it has one at once.
    const opening = this.query('SAVEPOINT nested');
    try {
      const [answer] = await Promise.all([work(), opening]);
      // A deferred statement of the work that has failed, or may still fail.
      if (this.failure) throw this.failure;
      if (this.pending.length > 0) await this.query('RELEASE SAVEPOINT nested');
      else this.executeDeferred('RELEASE SAVEPOINT nested');
      return answer;
    } catch (error) {
      await opening;
      this.pending = [];
      this.failure = null;
      await this.query('ROLLBACK TO SAVEPOINT nested');
      this.afterCommits.length = before;
      throw error;
    }
  }

  /** Called once the transaction is certainly committed; never when it is rolled back. The callback must not throw. */
  afterCommit(callback: () => void): void {
    this.afterCommits.push(callback);
  }

  /** For `TenantDatabase` only, as everything below: commits all that was queried and sent. */
  async commit(): Promise<void> {
    if (this.failure) throw this.failure;
    const committing = this.query('COMMIT');
    this.hasEnded = true;
    const command = await this.flush();
    await committing;
    // Postgres turns the COMMIT of a transaction in which a statement failed into a ROLLBACK without an error.
    if (command !== 'COMMIT') throw new Error('A transaction in which a statement had failed was to be committed.');
  }

  /** Rolls back; returns whether the connection can be used for another tenant. */
  async rollBack(): Promise<boolean> {
    this.hasEnded = true;
    this.pending = [];
    return !this.inDoubt && rollBack(this.client);
  }

  runAfterCommit(): void {
    for (const callback of this.afterCommits) callback();
  }

  /** A statement after the end would run outside of any transaction, or in the next tenant's. */
  private add(statement: PendingStatement): void {
    if (this.hasEnded) throw new Error('A statement was sent in a transaction that has ended.');
    this.pending.push(statement);
  }

  private scheduleFlush(): void {
    if (this.isFlushScheduled) return;
    this.isFlushScheduled = true;
    process.nextTick(() => void this.flush());
  }

  /** Sends all pending statements and returns the command tag of the last one; never rejects. */
  private async flush(): Promise<string> {
    this.isFlushScheduled = false;
    const sent = this.pending;
    this.pending = [];
    if (sent.length === 0) return '';
    const batch = new StatementBatch(sent.map(({ statement }) => statement));
    this.client.query(batch);
    const failure = await batch.settled;
    const failed = sent[batch.answered];
    if (failure && failed) recordFailedStatement(failure, failed.statement.text);
    if (failure) this.failure ??= failure;
    this.inDoubt ||= failure !== null && batch.inDoubt;
    for (const [index, { answered, failed }] of sent.entries()) {
      if (index < batch.answered) answered(batch.rowsOf[index] ?? []);
      // Statements after a failed one are refused because of it, so the first error is the reason.
      else failed(this.failure ?? new Error('A statement was not answered.'));
    }
    return batch.command;
  }
}
