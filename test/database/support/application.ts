import pg from 'pg';
import type { TestDatabase } from '../../support/database.js';

/** Runs work as the application's role in a transaction of one tenant (or of none), and rolls it back. */
export class Application {
  private readonly pool: pg.Pool;

  constructor({ applicationUrl }: TestDatabase) {
    this.pool = new pg.Pool({ connectionString: applicationUrl, max: 2 });
  }

  async as<T>(organizationId: string | null, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      if (organizationId !== null) await client.query(`set local app.organization_id = '${organizationId}'`);
      return await work(client);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  /** As {@link as}, for one statement and its COMMIT; answers how the database took it: `ok`, or the error's code. */
  async attempt(organizationId: string | null, ...statements: [sql: string, values?: unknown[]][]): Promise<string> {
    return this.as(organizationId, async (client) => {
      try {
        for (const [sql, values] of statements) await client.query(sql, values);
        await client.query('commit');
        return 'ok';
      } catch (error) {
        const { code, constraint } = error as { code: string; constraint?: string };
        return constraint === undefined ? code : `${code} ${constraint}`;
      }
    });
  }

  async stop(): Promise<void> {
    await this.pool.end();
  }
}
