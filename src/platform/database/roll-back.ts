import type { PoolClient } from 'pg';

/** Rolls back the open transaction of the connection, if any; returns whether it can be used for another tenant. */
export async function rollBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}
