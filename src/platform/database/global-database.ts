import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { poolOf } from './data-source.js';
import { recordFailedStatement, withOrigin } from './failed-statement.js';
import { bindParameters, type Parameters } from './parameters.js';
import { preparedStatement } from './statement-names.js';
import { retryConflicts } from './transaction-conflict.js';

/** One open transaction over tables without a tenant. It lives as long as the callback of {@link GlobalDatabase} that received it. */
export class GlobalTransaction {
  constructor(private readonly manager: EntityManager) {}

  /** Runs one statement; values are always parameters, never part of the text. */
  async query<Row extends object>(text: string, parameters: Parameters = []): Promise<Row[]> {
    const { text: sql, values } = bindParameters(text, parameters);
    const runner = this.manager.queryRunner;
    if (!runner) throw new Error('A global transaction has ended.');
    const result = await runner.query(sql, [...values], true);
    // The driver's rows are untyped; the columns are those that the statement selects.
    return result.records as Row[];
  }
}

/**
 * The tables without a tenant: accounts, directory tables, the outbox, and the functions that read across organizations. Rows of
 * an organization are reached only by `TenantDatabase`; row-level security shows none of them here.
 */
@Injectable()
export class GlobalDatabase {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs one statement by itself; values are always parameters, never part of the text. */
  async query<Row extends object>(text: string, parameters: Parameters = []): Promise<Row[]> {
    const { text: sql, values } = bindParameters(text, parameters);
    return withOrigin(send(poolOf(this.dataSource).query<Row>(sql, [...values]), sql));
  }

  /** Like {@link query}, and prepared once per connection: for a statement of ordinary requests. */
  async queryPrepared<Row extends object>(text: string, parameters: Parameters = []): Promise<Row[]> {
    const { text: sql, values } = bindParameters(text, parameters);
    return withOrigin(send(poolOf(this.dataSource).query<Row>(preparedStatement(sql, values)), sql));
  }

  /**
   * Runs `work` in one transaction. Like one of a tenant it is run again from its beginning where Postgres ended it in favour of
   * another one, so `work` keeps nothing of one run for the next.
   */
  transaction<T>(work: (tx: GlobalTransaction) => Promise<T>): Promise<T> {
    return retryConflicts(() => this.dataSource.transaction((manager) => work(new GlobalTransaction(manager))));
  }

  /** The connections of this process, and the number of requests that wait for one. */
  countConnections(): { readonly open: number; readonly idle: number; readonly waiting: number } {
    const { totalCount, idleCount, waitingCount } = poolOf(this.dataSource);
    return { open: totalCount, idle: idleCount, waiting: waitingCount };
  }
}

/** An error is logged with the statement. */
async function send<Row>(answer: Promise<{ readonly rows: Row[] }>, text: string): Promise<Row[]> {
  try {
    return (await answer).rows;
  } catch (error) {
    if (error instanceof Error) recordFailedStatement(error, text);
    throw error;
  }
}
