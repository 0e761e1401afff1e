import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RedisService } from '../../../src/platform/jobs/index.js';
import type { ProcessRole } from '../../../src/platform/config/configuration.js';
import { TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { TestProcess } from './process.js';
import { RedisProcess } from './redis-process.js';

const DIST = pathToFileURL(resolve(process.env['TEST_DIST'] ?? 'dist')).href;

/** A database, a Redis and processes of one test alone, so that several tests can wait at the same time. */
export class JobsFixture {
  readonly running: TestProcess[] = [];
  private readonly children: ChildProcess[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly redis: RedisProcess,
  ) {}

  /** Runs a test with a fixture of its own, which is removed afterwards even if the test fails. */
  static async run(test: (fixture: JobsFixture) => Promise<void>): Promise<void> {
    const fixture = new JobsFixture(...(await Promise.all([TestDatabase.create(), RedisProcess.start()])));
    try {
      await test(fixture);
    } finally {
      await fixture.remove();
    }
  }

  /** A process that has found Redis. */
  async start(role: ProcessRole = 'all', options: { repeatables?: boolean } = {}): Promise<TestProcess> {
    const started = await TestProcess.start(this.database, this.redis.url, role, options);
    this.running.push(started);
    await eventually(() => started.get(RedisService).isUp());
    return started;
  }

  /** A worker that can be killed: a process of the system's, which never ends a job. */
  spawnWorker(): ChildProcess {
    const child = spawn(process.execPath, ['test/jobs/support/worker-process.mjs'], {
      env: { ...process.env, DATABASE_URL: this.database.url, REDIS_URL: this.redis.url, DIST },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.children.push(child);
    return child;
  }

  /** How many runs workers of {@link spawnWorker} have begun. */
  async runs(): Promise<number> {
    return (await this.database.source.query<unknown[]>('select 1 from run')).length;
  }

  private async remove(): Promise<void> {
    this.redis.thaw();
    await Promise.all(this.running.map((process) => process.close()));
    for (const child of this.children) child.kill('SIGKILL');
    await Promise.all([this.database.remove(), this.redis.remove()]);
  }
}
