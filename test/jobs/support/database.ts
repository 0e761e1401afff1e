import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';

/** The outbox as migration 0001 makes it, and a diary in which handlers note their runs. */
const TABLES = `
create table outbox (
  id uuid primary key, organization_id uuid, queue text not null, name text not null, payload jsonb not null,
  created_at timestamptz(3) not null default now(), due_at timestamptz(3) not null, dispatched_at timestamptz(3),
  finished_at timestamptz(3), attempts integer not null default 0, last_error text,
  locked_by uuid, locked_until timestamptz(3), failing_since timestamptz(3)
);
create index outbox_due on outbox (due_at) where finished_at is null;
create index outbox_finished on outbox (finished_at) where finished_at is not null;
create table run (outbox_id uuid not null, worker text not null);
`;

function adminUrl(): string {
  const url = process.env['TEST_PG_ADMIN_URL'];
  if (url === undefined) throw new Error('TEST_PG_ADMIN_URL is not set: run the tests by npm test');
  return url;
}

async function asAdmin(statement: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export interface OutboxState {
  readonly id: string;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly finished: boolean;
  readonly locked: boolean;
  readonly dispatched: boolean;
}

/** A database of the test's own. */
export class TestDatabase {
  private constructor(
    readonly name: string,
    readonly url: string,
    readonly source: DataSource,
  ) {}

  static async create(): Promise<TestDatabase> {
    const name = `jobs_${randomBytes(6).toString('hex')}`;
    await asAdmin(`create database ${name}`);
    const url = new URL(adminUrl());
    url.pathname = `/${name}`;
    const source = await new DataSource({ type: 'postgres', url: url.href, poolSize: 10 }).initialize();
    await source.query(TABLES);
    return new TestDatabase(name, url.href, source);
  }

  async rows(): Promise<OutboxState[]> {
    return await this.source.query<OutboxState[]>(
      `select id, attempts, last_error, finished_at is not null as finished,
              locked_until is not null and locked_until > now() as locked, dispatched_at is not null as dispatched
       from outbox order by created_at, id`,
    );
  }

  async row(id: string): Promise<OutboxState> {
    const row = (await this.rows()).find((candidate) => candidate.id === id);
    if (row === undefined) throw new Error('no such row');
    return row;
  }

  async countUnfinished(): Promise<number> {
    return (await this.rows()).filter((row) => !row.finished).length;
  }

  async clear(): Promise<void> {
    await this.source.query('truncate outbox, run');
  }

  async remove(): Promise<void> {
    await this.source.destroy();
    await asAdmin(`drop database ${this.name} with (force)`);
  }
}
