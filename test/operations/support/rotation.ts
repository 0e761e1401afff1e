import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Sealer } from '../../../src/platform/secrets/index.js';
import { waitFor } from '../../support/wait.js';
import type { World } from '../../support/world.js';

/** What a process is told of the secret; the empty text counts as none. */
export interface Secrets {
  readonly APP_SECRET: string;
  readonly APP_SECRET_PREVIOUS: string;
}

/** `npm run rotate-secret` under way. */
export interface Rotation {
  readonly process: ChildProcess;
  /** Waits for its end; answers the exit code and all that it printed. */
  end(): Promise<{ code: number | null; output: string }>;
}

/** Starts the built command on this database, beside the running service. */
export function rotate(databaseUrl: string, secrets: Secrets): Rotation {
  const child = spawn(process.execPath, ['dist/rotate-secret.js'], {
    env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, ...secrets },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const ended = once(child, 'close');
  return {
    process: child,
    end: async () => {
      await ended;
      return { code: child.exitCode, output };
    },
  };
}

interface Sealed {
  readonly organization_id: string;
  readonly sealed: Buffer;
}

const sealerOf = (secret: string): Sealer => new Sealer({ current: secret, previous: null }, 'integration-settings');

async function sealedSettings({ database }: World, id: string): Promise<Sealed> {
  const { rows } = await database.admin.query<Sealed>(
    'select organization_id, sealed_settings as sealed from integration where id = $1',
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error('There is no such integration.');
  return row;
}

/** Opens the settings of one integration with this secret alone. */
export async function settingsOf(world: World, id: string, secret: string): Promise<unknown> {
  const row = await sealedSettings(world, id);
  return JSON.parse(sealerOf(secret).open(row.sealed, `${row.organization_id}/${id}`).toString());
}

/** These settings, sealed for this integration with this secret. */
export async function sealedWith(world: World, id: string, secret: string, settings: object): Promise<Buffer> {
  const { organization_id: organizationId } = await sealedSettings(world, id);
  return sealerOf(secret).seal(JSON.stringify(settings), `${organizationId}/${id}`);
}

/** How many values of each sealed column of the database rest on which of these secrets; `unknown` for none of them. */
export async function restingOn(
  { database }: World,
  secrets: Readonly<Record<string, string>>,
): Promise<Record<string, Record<string, number>>> {
  const named = Object.entries(secrets).flatMap(([name, current]) =>
    ['integration-settings', 'invitation-link'].map(
      (purpose) => [new Sealer({ current, previous: null }, purpose).keyId.toString('hex'), name] as const,
    ),
  );
  const nameOf = new Map(named);
  const { rows: columns } = await database.admin.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and data_type = 'bytea' and column_name like 'sealed%'`,
  );
  const counts: Record<string, Record<string, number>> = {};
  for (const { table, column } of columns) {
    const { rows } = await database.admin.query<{ key: string }>(
      `select encode(substring(${column} for 4), 'hex') as key from ${table} where ${column} is not null`,
    );
    const names = rows.map(({ key }) => nameOf.get(key) ?? 'unknown');
    counts[`${table}.${column}`] = Object.fromEntries(
      [...new Set(names)].map((name) => [name, names.filter((other) => other === name).length]),
    );
  }
  return counts;
}

/** Waits until someone waits for a row that a test holds. */
export async function someoneWaits({ database }: World): Promise<void> {
  await waitFor('someone who waits for the row', async () => {
    const { rowCount } = await database.admin.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rowCount === 1;
  });
}
