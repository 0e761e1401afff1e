import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../support/service.js';
import { waitFor } from '../../support/wait.js';

/** Server and tools of the oldest Postgres that the service takes, as Debian's package brings them. */
const BIN = process.env['POSTGRES_15_BIN'] ?? '';

/** Whether it is on this machine; `npm run test:soak` brings it. */
export const hasPostgres15 = existsSync(join(BIN, 'pg_restore')) && existsSync(join(BIN, 'postgres'));

/** Whom root becomes, since Postgres refuses to be root. */
const NOBODY = 65_534;
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** A Postgres 15 of one test, on which only the superuser needs no password. */
export interface DebianPostgres {
  readonly port: number;
  /** The address of a database on it; as superuser unless a role is named. */
  url(database: string, role?: string, password?: string): string;
  stop(): Promise<void>;
}

/** Starts an empty server. */
export async function startPostgres15(): Promise<DebianPostgres> {
  const [folder, port] = [mkdtempSync(join(tmpdir(), 'operations-postgres-')), await freePort()];
  chmodSync(folder, 0o700);
  if ('uid' in asNobody) chownSync(folder, NOBODY, NOBODY);
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const made = spawnSync(join(BIN, 'initdb'), initdb, { encoding: 'utf8', ...asNobody });
  if (made.status !== 0) throw new Error(made.stderr);
  writeFileSync(
    join(data, 'pg_hba.conf'),
    'host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n',
  );
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'fsync=off'];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(join(BIN, 'postgres'), args, { stdio: 'ignore', ...asNobody });
  const ended = once(child, 'exit');
  const url = (database: string, role = 'postgres', password = ''): string =>
    `postgres://${role}${password && `:${password}`}@127.0.0.1:${port}/${database}`;
  await waitFor('Postgres 15', async () => {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    await client.end();
    return true;
  });
  return {
    port,
    url,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a shell answers. */
export interface CommandOutput {
  readonly code: number | null;
  readonly output: string;
}

/** Runs commands as they are typed in a checkout, with Postgres' own tools of that version in the path. */
export async function runCommands(commands: string, environment: Record<string, string> = {}): Promise<CommandOutput> {
  const child = spawn('bash', ['-e', '-u', '-c', commands], {
    env: { ...environment, PATH: `${BIN}:${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
