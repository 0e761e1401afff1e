import type { EntityManager, QueryRunner } from 'typeorm';
import type { PoolClient } from 'pg';
import type { OrganizationId } from '../ids/ids.js';
import { preparedStatement } from './statement-names.js';
import { LockOrder } from './lock-order.js';

/**
 * One open transaction inside one organization. It lives as long as the callback of `TenantDatabase` that received it.
 */
export class TenantTransaction {
  readonly locks = new LockOrder();
  private readonly afterCommits: (() => void)[] = [];

  constructor(
    readonly organizationId: OrganizationId,
    private readonly client: PoolClient,
    private readonly runner: QueryRunner,
  ) {}

  /** TypeORM's manager bound to this very transaction. */
  get manager(): EntityManager {
    return this.runner.manager;
  }

  /** Runs one statement; parameters only, never a value inside the text. */
  async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.client.query<Row>(preparedStatement(text, values));
    return result.rows;
  }

  /** Runs one statement that must find a row. */
  async one<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row> {
    const [row] = await this.query<Row>(text, values);
    if (!row) throw new Error('A row that must exist was not there.');
    return row;
  }

  /**
   * Does a part of the work that may fail by itself: what it wrote is undone then, and the transaction goes on. What it asked
   * for after the commit is dropped with it.
   */
  async part<T>(work: () => Promise<T>): Promise<T> {
    const before = this.afterCommits.length;
    await this.client.query('SAVEPOINT part');
    try {
      const answer = await work();
      await this.client.query('RELEASE SAVEPOINT part');
      return answer;
    } catch (error) {
      await this.client.query('ROLLBACK TO SAVEPOINT part');
      this.afterCommits.length = before;
      throw error;
    }
  }

  /** Called once the transaction is committed for certain; never when it is rolled back. It must not throw. */
  afterCommit(callback: () => void): void {
    this.afterCommits.push(callback);
  }

  /** For `TenantDatabase` alone. */
  runAfterCommit(): void {
    for (const callback of this.afterCommits) callback();
  }
}
