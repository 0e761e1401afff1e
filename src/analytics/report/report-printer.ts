import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PrintJob, PrintResult } from './report-worker.js';

/** With its fonts the thread uses about 100 MB. It is stopped when no report was requested for this long. */
const MAX_IDLE_MS = 60_000;

interface WaitingReport {
  readonly job: PrintJob;
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Prints reports one after the other, in a thread of their own, so that requests are served meanwhile. How many wait,
 * and in which order, is decided by {@link Reports}.
 */
@Injectable()
export class ReportPrinter implements OnApplicationShutdown {
  private readonly waiting: WaitingReport[] = [];
  private current: WaitingReport | null = null;
  private worker: Worker | null = null;
  private idle: NodeJS.Timeout | null = null;

  print(job: PrintJob): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, resolve, reject });
      this.printNext();
    });
  }

  onApplicationShutdown(): void {
    this.stopThread();
  }

  private printNext(): void {
    if (this.current) return;
    this.current = this.waiting.shift() ?? null;
    if (this.idle) clearTimeout(this.idle);
    if (this.current) {
      this.worker ??= this.startThread();
      this.worker.postMessage(this.current.job);
    } else {
      this.idle = setTimeout(() => {
        this.stopThread();
      }, MAX_IDLE_MS).unref();
    }
  }

  private startThread(): Worker {
    const worker = new Worker(new URL('./report-worker.js', import.meta.url));
    worker.on('message', (result: PrintResult) => {
      this.finishCurrent(result);
    });
    // If the thread ends for any reason, the current report fails; the next one gets a new thread.
    worker.on('error', (error) => {
      this.handleThreadEnd(worker, String(error));
    });
    worker.on('exit', () => {
      this.handleThreadEnd(worker, 'The thread ended.');
    });
    return worker;
  }

  private finishCurrent(result: PrintResult): void {
    const done = this.current;
    this.current = null;
    if ('pdf' in result) done?.resolve(Buffer.from(result.pdf.buffer, result.pdf.byteOffset, result.pdf.byteLength));
    else done?.reject(new Error(`A report could not be printed: ${result.failure}`));
    this.printNext();
  }

  private handleThreadEnd(worker: Worker, failure: string): void {
    if (this.worker !== worker) return;
    this.worker = null;
    if (this.current) this.finishCurrent({ failure });
  }

  private stopThread(): void {
    const ending = this.worker;
    this.worker = null;
    void ending?.terminate();
  }
}
