import type { DataSource, EntityManager } from 'typeorm';
import { retryConflicts } from './transaction-conflict.js';

/**
 * A transaction over tables without a tenant: such as the outbox. Like one of a tenant it is run again from its
 * beginning where Postgres ended it in favour of another one, so `work` keeps nothing of one run for the next.
 */
export function runGlobalTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return retryConflicts(() => dataSource.transaction(work));
}
