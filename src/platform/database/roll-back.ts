import type { PoolClient } from 'pg';

/** Undoes whatever is open on the connection; answers whether it is fit for the next tenant. */
export async function rollBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}
