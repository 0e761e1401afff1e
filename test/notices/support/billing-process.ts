import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { keepLog, tapArguments } from '../../support/test-artifacts.js';

interface Outcome {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

/** Does, in a process of its own, what no call of the API does yet; see the script. */
export class BillingProcess {
  private count = 0;
  private readonly waiting = new Map<number, (outcome: Outcome) => void>();

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (outcome: Outcome) => this.waiting.get(outcome.id)?.(outcome));
  }

  static async start(environment: Record<string, string>): Promise<BillingProcess> {
    const script = join(process.cwd(), 'test/notices/support/service.mjs');
    const env = { PATH: process.env['PATH'], ...environment, PROCESS_ROLE: 'api' };
    const child = fork(script, { env, execArgv: tapArguments(), stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    child.stdout?.resume();
    keepLog(child);
    await once(child, 'message');
    return new BillingProcess(child);
  }

  debit(organizationId: string, credits: number, key: string = crypto.randomUUID()): Promise<unknown> {
    return this.ask({ deed: 'debit', organizationId, credits, key });
  }

  refund(organizationId: string, key: string): Promise<unknown> {
    return this.ask({ deed: 'refund', organizationId, key });
  }

  failPayment(organizationId: string, graceEndsAt: string): Promise<unknown> {
    return this.ask({ deed: 'failPayment', organizationId, graceEndsAt });
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  private async ask(message: object): Promise<unknown> {
    const id = ++this.count;
    const outcome = new Promise<Outcome>((resolve) => this.waiting.set(id, resolve));
    this.child.send({ id, ...message });
    const { answer, error } = await outcome;
    this.waiting.delete(id);
    if (error !== undefined) throw new Error(error);
    return answer;
  }
}
