import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { identify } from '../../../src/dev/processes.js';
import { RedisProcess } from '../../jobs/support/redis-process.js';
import { createDatabase, migrateDatabase, type TestDatabase } from '../../support/database.js';
import { waitFor } from '../../support/wait.js';
import { FileFolder } from './file-folder.js';
import { Mailbox } from './mailbox.js';
import { ProcessSlot } from './process-slot.js';
import { SerialQueue } from './serial-queue.js';
import { Windows } from './windows.js';

const run = promisify(execFile);

/** The longest that the parts may need to answer again. */
const RECOVERY_LIMIT_MS = 60_000;

/** Two APIs and two workers on a Postgres, a Redis, a mail server and a file folder of their own. */
export class System {
  readonly windows = new Windows();
  /** So that two faults of one part come one after another. */
  readonly queues = { postgres: new SerialQueue(), redis: new SerialQueue(), mail: new SerialQueue() };

  private constructor(
    private readonly folder: string,
    private postgresPid: number,
    private readonly clusterFolder: string,
    readonly database: TestDatabase,
    readonly redis: RedisProcess,
    readonly mailbox: Mailbox,
    readonly files: FileFolder,
    readonly apis: readonly ProcessSlot[],
    readonly workers: readonly ProcessSlot[],
  ) {}

  static async start(): Promise<System> {
    const folder = mkdtempSync(join(process.env['TEST_FOLDER'] ?? tmpdir(), 'soak-'));
    // Started by root, Postgres runs as another user, who has to pass through.
    chmodSync(folder, 0o711);
    const dataDir = join(folder, 'service');
    mkdirSync(dataDir);
    const [postgres, redis, mailbox] = await Promise.all([
      startPostgres(join(folder, 'servers')),
      RedisProcess.start(),
      Mailbox.open(),
    ]);
    const database = await createDatabase(postgres.url);
    await migrateDatabase(database);
    const environment = {
      DATABASE_URL: database.applicationUrl,
      REDIS_URL: redis.url,
      SMTP_URL: mailbox.url,
      APP_SECRET: 'a secret of the tests, long enough to be one',
      DATA_DIR: dataDir,
      // All of them are one service at one address.
      PUBLIC_URL: 'http://localhost:3000',
      RATE_LIMITS: 'off',
    };
    const slots = (role: 'api' | 'worker') => [new ProcessSlot(role, environment), new ProcessSlot(role, environment)];
    const system = new System(
      folder,
      postgres.pid,
      postgres.folder,
      database,
      redis,
      mailbox,
      FileFolder.make(dataDir),
      slots('api'),
      slots('worker'),
    );
    await Promise.all(system.processes.map((slot) => slot.start()));
    return system;
  }

  get processes(): ProcessSlot[] {
    return [...this.apis, ...this.workers];
  }

  /** Stops Postgres, and starts it again after so long. `immediate` is as good as a crash. Answers the time to recover. */
  bouncePostgres(mode: 'fast' | 'immediate', after: number): Promise<number> {
    const bounce = async (): Promise<number> => {
      process.kill(this.postgresPid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await waitFor('Postgres to end', () => hasEnded(this.postgresPid));
      await delay(after);
      const began = performance.now();
      this.postgresPid = (await startPostgres(join(this.folder, 'servers'))).pid;
      await this.untilReady();
      return performance.now() - began;
    };
    return this.queues.postgres.run(() => this.windows.during('postgres', bounce));
  }

  /** Waits until every process answers. */
  async untilReady(): Promise<void> {
    for (const slot of this.processes) {
      await waitFor(`a process of role ${slot.role}`, () => slot.isReady(), RECOVERY_LIMIT_MS);
    }
  }

  /** Waits until every API says that it sees Redis. */
  async untilRedisIsSeen(): Promise<void> {
    for (const { url } of this.apis) {
      await waitFor(
        'an API to see Redis',
        async () => ((await (await fetch(`${url}/health/ready`)).json()) as { redis?: string }).redis === 'up',
        RECOVERY_LIMIT_MS,
      );
    }
  }

  /** Waits until nothing is due any more: no work, no email, no run. */
  async untilNothingIsDue(): Promise<void> {
    await waitFor(
      'everything due to be done',
      async () => {
        const { rows } = await this.database.admin.query<{ due: string }>(
          `select (select count(*) from outbox where finished_at is null and organization_id is not null)
                + (select count(*) from reassignment where finished_at is null)
                + (select count(*) from invitation_mail where status = 'queued') as due`,
        );
        return Number(rows[0]?.due) === 0;
      },
      RECOVERY_LIMIT_MS,
    );
  }

  /** As much of it as goes, also after a run that broke off in the middle of a fault. */
  async stop(): Promise<void> {
    this.redis.thaw();
    this.files.remove();
    await Promise.all(this.processes.map((slot) => slot.stop()));
    await this.mailbox.close();
    await this.redis.remove();
    // It ends with its server; no one needs to drop it.
    await this.database.admin.end();
    if (!hasEnded(this.postgresPid)) process.kill(this.postgresPid, 'SIGINT');
    await waitFor('Postgres to end', () => hasEnded(this.postgresPid));
    for (const left of [this.clusterFolder, this.folder]) rmSync(left, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface RunningPostgres {
  readonly pid: number;
  readonly url: string;
  readonly folder: string;
}

async function startPostgres(dataDir: string): Promise<RunningPostgres> {
  const script = join(process.cwd(), 'test', 'soak', 'support', 'postgres.mjs');
  const { stdout } = await run(process.execPath, [script, dataDir]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as RunningPostgres;
}

function hasEnded(pid: number): boolean {
  return identify(pid) === null;
}
