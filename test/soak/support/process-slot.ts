import { pathToFileURL } from 'node:url';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, launch, type ServiceProcess } from '../../support/service.js';
import { waitFor } from '../../support/wait.js';
import { SerialQueue } from './serial-queue.js';

/** Debian's libfaketime, where someone has installed it; else a module of ours shifts JavaScript's clock. */
const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
const SHIFTED_CLOCK = join(process.cwd(), 'test', 'soak', 'support', 'shifted-clock.mjs');

/** However busy the machine is. */
const START_LIMIT_MS = 90_000;

/** By what a clock is set wrong here. */
export const CLOCK = existsSync(FAKETIME) ? 'libfaketime' : 'a module that shifts Date';

/** The environment of a process whose clock is off by so many hours. */
function withClock(hours: number): Record<string, string> {
  if (hours === 0) return {};
  if (existsSync(FAKETIME)) {
    return { LD_PRELOAD: FAKETIME, FAKETIME: `${hours > 0 ? '+' : '-'}${Math.abs(hours)}h`, DONT_FAKE_MONOTONIC: '1' };
  }
  return {
    NODE_OPTIONS: `--import=${pathToFileURL(SHIFTED_CLOCK).href}`,
    SOAK_CLOCK_SHIFT_MS: String(hours * 3_600_000),
  };
}

/** One of the system's processes, which is supervised: killed, it is started again at the same address. */
export class ProcessSlot {
  private errors: string[] = [];
  private read = 0;
  private service: ServiceProcess | null = null;
  /** Two faults may choose the same process. */
  private readonly queue = new SerialQueue();
  private port = 0;
  hours = 0;

  constructor(
    readonly role: 'api' | 'worker',
    private readonly environment: Record<string, string>,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.service?.process.pid ?? 0;
  }

  async start(): Promise<void> {
    this.port ||= await freePort();
    const environment = { ...this.environment, ...withClock(this.hours) };
    // As whatever runs a service does: a start that fails, for want of its database, is tried again.
    while (!(await this.tryToStart(environment))) await delay(250);
  }

  private async tryToStart(environment: Record<string, string>): Promise<boolean> {
    const service = await launch({ ...environment, PROCESS_ROLE: this.role, PORT: String(this.port) });
    this.service = service;
    this.read = 0;
    const { process } = service;
    const state = await waitFor(
      'a process to start or to give up',
      () => {
        if (/The service is ready|The worker is ready/.test(service.output())) return 'ready';
        return process.exitCode === null && process.signalCode === null ? null : 'ended';
      },
      START_LIMIT_MS,
    ).catch(() => 'too slow');
    if (state === 'too slow') await service.kill();
    return state === 'ready';
  }

  /** SIGKILL, and a start after so long; answers how long the start took. */
  kill(after: number): Promise<number> {
    return this.queue.run(async () => {
      this.collectErrors();
      await this.service?.kill();
      await delay(after);
      const began = performance.now();
      await this.start();
      return performance.now() - began;
    });
  }

  /** Ends it in order and starts it again with its clock off by so many hours. */
  setClock(hours: number): Promise<void> {
    return this.queue.run(async () => {
      await this.stop();
      this.hours = hours;
      await this.start();
    });
  }

  async stop(): Promise<void> {
    this.collectErrors();
    await this.service?.stop();
  }

  /** What its processes logged since the last time as mistakes of their own. */
  takeErrors(): string[] {
    this.collectErrors();
    const errors = this.errors;
    this.errors = [];
    return errors;
  }

  private collectErrors(): void {
    const output = this.service?.output() ?? '';
    for (const line of output.slice(this.read).split('\n')) {
      // Started while Postgres is away, it says so and tries again.
      if (line.includes('"level":"error"') && !line.includes('Unable to connect to the database'))
        this.errors.push(`${this.role}: ${line}`);
    }
    this.read = output.length;
  }

  isReady(): Promise<boolean> {
    if (this.role === 'worker') return Promise.resolve(this.service?.process.exitCode === null);
    return fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}
