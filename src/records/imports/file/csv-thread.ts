import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Piscina } from 'piscina';
import { FairRunner } from '../../../platform/fair/fair-runner.js';
import type { ParseWindow } from './csv-reader.js';
import type { CsvWindow, ParsedWindow } from './csv-window.js';
import { decodeWindow, type WindowMessage } from './window-message.js';

/** The thread ends after this time without work. */
const IDLE_MS = 30_000;
/** A window is 32 kB, so its rows need much less than this; it is also small for a process. */
const HEAP_MB = 128;
/** Two, so that the next window is with the thread when one ends. A file has one window here at a time. */
const WINDOWS = { running: 2, runningPerKey: 1, waiting: 1_000, waitingPerKey: 50 };

/**
 * Parses CSV in a worker thread, so that requests are not delayed. Organizations alternate, window by window, however many files
 * each of them has.
 */
@Injectable()
export class CsvThread implements OnApplicationShutdown {
  private pool: Promise<Piscina<CsvWindow, WindowMessage>> | null = null;
  private readonly runner = new FairRunner(WINDOWS);

  /**
   * Parses windows of a file of this organization without blocking the event loop.
   *
   * @param unwanted aborted when the result is no longer needed: the file is not read further
   */
  parserFor(organizationId: string, unwanted?: AbortSignal): ParseWindow {
    return (window) => this.runner.run(organizationId, () => this.parse(window), unwanted);
  }

  async onApplicationShutdown(): Promise<void> {
    const pool = await this.pool;
    await pool?.destroy();
  }

  private async parse(window: CsvWindow): Promise<ParsedWindow> {
    this.pool ??= startPool();
    const pool = await this.pool;
    return decodeWindow(await pool.run(window));
  }
}

/** Loaded with the first file, because most processes never parse one. */
async function startPool(): Promise<Piscina<CsvWindow, WindowMessage>> {
  const { Piscina } = await import('piscina');
  return new Piscina<CsvWindow, WindowMessage>({
    filename: new URL('./csv-worker.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
}
