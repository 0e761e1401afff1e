import { fork, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { FairRunner } from '../../platform/fair/fair-runner.js';
import { Problem, serviceUnavailable } from '../../platform/http/problem.js';
import type { Upload } from '../../platform/http/upload.js';
import type { LogoInput, LogoResult } from './logo-worker.js';
import { MAX_SIDE } from './logo-size.js';

/** A picture takes about one second of processor time; a machine with more pending work should be asked later. */
const MAX_CONVERSION_MS = 30_000;
/** The process uses about 60 MB of memory, which are freed when it was not used for so long. */
const IDLE_MS = 60_000;

/**
 * Makes logos from uploaded files, one at a time, in a separate process. Threads would not work: the library decodes on the
 * threads that Node also uses for signatures and files, and there are only four of them for all requests. A process can also
 * run with a lower priority, be ended when a picture takes too long, and crash without ending the service.
 */
@Injectable()
export class LogoConverter implements OnApplicationShutdown {
  private readonly runner = new FairRunner({ running: 1, runningPerKey: 1, waiting: 100, waitingPerKey: 5 });
  private child: ChildProcess | null = null;
  private idle: NodeJS.Timeout | null = null;

  /**
   * The logo made from a file; null for a file that cannot be used.
   *
   * @param key whose file it is
   * @param signal aborted when the logo is no longer needed
   * @param side the length of its longer side in pixels, unless the picture is smaller
   * @throws 503 `service-unavailable` when too many files are waiting, or the machine is too busy
   */
  convert(
    key: string,
    upload: Pick<Upload, 'readAll'>,
    signal: AbortSignal,
    side: number = MAX_SIDE,
  ): Promise<Buffer | null> {
    return this.runner.run(key, async () => this.convertInChild({ file: await upload.readAll(), side }), signal);
  }

  onApplicationShutdown(): void {
    this.child?.kill('SIGKILL');
  }

  private async convertInChild(input: LogoInput): Promise<Buffer | null> {
    if (this.idle) clearTimeout(this.idle);
    const child = (this.child ??= this.start());
    try {
      const logo = await resultOf(child, input);
      return logo && Buffer.from(logo.buffer, logo.byteOffset, logo.byteLength);
    } finally {
      this.idle = setTimeout(() => {
        this.child?.disconnect();
        this.child = null;
      }, IDLE_MS).unref();
    }
  }

  private start(): ChildProcess {
    // It needs nothing of our environment, which has secrets, and it decodes files of untrusted users.
    const child = fork(fileURLToPath(new URL('./logo-worker.js', import.meta.url)), {
      env: {},
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.once('close', () => {
      if (this.child === child) this.child = null;
    });
    if (child.pid !== undefined) lowerPriorityOf(child.pid);
    return child;
  }
}

/** Null also when the process crashes because of the file. */
function resultOf(child: ChildProcess, input: LogoInput): Promise<LogoResult> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('close', onClose).off('error', onError);
      end();
    };
    const onMessage = (logo: unknown): void => {
      settle(() => {
        // Only our own `logo-worker` sends messages here.
        resolve(logo as LogoResult);
      });
    };
    const onClose = (): void => {
      settle(() => {
        // We end it ourselves only when this process ends.
        if (child.killed)
          reject(
            new Problem(serviceUnavailable, { retryAfter: 5, internal: 'the process that converts logos was ended' }),
          );
        else resolve(null);
      });
    };
    const onError = (error: Error): void => {
      settle(() => {
        reject(error);
      });
    };
    const timer = setTimeout(() => {
      settle(() => {
        child.kill('SIGKILL');
        reject(
          new Problem(serviceUnavailable, {
            retryAfter: 5,
            internal: `a logo was not converted in ${MAX_CONVERSION_MS} ms`,
          }),
        );
      });
    }, MAX_CONVERSION_MS);
    child.on('message', onMessage).on('close', onClose).on('error', onError);
    child.send(input);
  });
}

/** Requests have priority. */
function lowerPriorityOf(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not every system allows this; the process works without it, too.
  }
}
