import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { keepLog, noteSecret, tapArguments } from '../../support/test-artifacts.js';
import { notePasswords } from '../../support/secrets.js';

/** What a running service knows of its servers. */
export interface Addresses {
  readonly databaseUrl: string;
  readonly databaseOwnerUrl: string | null;
  readonly redisUrl: string;
  readonly smtpUrl: string;
  readonly mailPageUrl: string | null;
  readonly secret: string;
}

export interface EndedService {
  readonly code: number | null;
  /** Its last words on standard error. */
  readonly complaint: string;
}

const services = new Set<ChildProcess>();

/** A service in a process of its own, with nothing but its embedded servers. */
export class EmbeddedService {
  private complaint = '';
  private readonly ended: Promise<EndedService>;
  private readonly ready: Promise<Addresses>;

  private constructor(private readonly child: ChildProcess) {
    services.add(child);
    keepLog(child);
    child.stdout?.resume();
    child.stderr?.on('data', (chunk: Buffer) => {
      this.complaint += chunk.toString();
    });
    this.ended = once(child, 'close').then(([code]: (number | null)[]) => {
      services.delete(child);
      return { code: code ?? null, complaint: this.complaint.trim() };
    });
    this.ready = this.untilReady();
    // Where a test waits for the end alone, no one asks.
    this.ready.catch(() => undefined);
  }

  static launch(dataDir: string, environment: Record<string, string> = {}): EmbeddedService {
    const script = join(process.cwd(), 'test', 'embedded', 'support', 'service.mjs');
    const env = { PATH: process.env['PATH'], ...environment };
    return new EmbeddedService(
      spawn(process.execPath, [...tapArguments(), script, dataDir], { env, stdio: ['pipe', 'pipe', 'pipe', 'ipc'] }),
    );
  }

  async addresses(): Promise<Addresses> {
    return this.ready;
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<EndedService> {
    this.child.kill(signal);
    return this.ended;
  }

  async untilEnded(): Promise<EndedService> {
    return this.ended;
  }

  private async untilReady(): Promise<Addresses> {
    const started = await Promise.race([once(this.child, 'message'), this.ended]);
    if (!Array.isArray(started)) throw new Error(`The service did not start: ${started.complaint}`);
    const [addresses] = started as [Addresses];
    for (const url of [addresses.databaseUrl, addresses.databaseOwnerUrl, addresses.redisUrl]) notePasswords(url);
    noteSecret('APP_SECRET', addresses.secret);
    return addresses;
  }
}

/** Data folders for one spec file, below one folder that is removed with all that still runs in it. */
export class DataFolders {
  private readonly parent = mkdtempSync(join(process.env['TEST_FOLDER'] ?? tmpdir(), 'organization-embedded-'));

  constructor() {
    // Started by root, Postgres runs as another user, who has to pass through.
    chmodSync(this.parent, 0o711);
  }

  named(name: string): string {
    return join(this.parent, name);
  }

  async remove(): Promise<void> {
    for (const child of services) child.kill('SIGKILL');
    for (const pid of processesOf(this.parent)) process.kill(pid, 'SIGKILL');
    while (processesOf(this.parent).length > 0) await new Promise(setImmediate);
    rmSync(this.parent, { recursive: true, force: true });
  }
}

/** The living processes whose command line names a folder. */
export function processesOf(folder: string): number[] {
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
    return lines.filter((line) => line.includes(folder)).map((line) => Number.parseInt(line, 10));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && commandLine(pid).includes(folder));
}

/** Asks a database one question and hangs up. */
export async function ask<Row extends pg.QueryResultRow>(url: string | null, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url ?? '' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
