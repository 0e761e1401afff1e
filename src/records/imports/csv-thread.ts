import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Piscina } from 'piscina';
import type { CsvWindow, ParsedWindow } from './csv-window.js';

/** The thread is ended when nothing was parsed for so long. */
const IDLE_MS = 30_000;
/** A window is 32 kB; far more than its rows need, and little beside what a process holds. */
const HEAP_MB = 128;

/**
 * Parses CSV in a thread beside the one that answers requests. Files of several organizations take turns, window by window.
 */
@Injectable()
export class CsvThread implements OnApplicationShutdown {
  private pool: Promise<Piscina<CsvWindow, ParsedWindow>> | null = null;

  /** Parses one window; what is in it never blocks the event loop. */
  readonly parse = async (window: CsvWindow): Promise<ParsedWindow> => {
    this.pool ??= startPool();
    const pool = await this.pool;
    return pool.run(window);
  };

  async onApplicationShutdown(): Promise<void> {
    const pool = await this.pool;
    await pool?.destroy();
  }
}

/** Loaded with the first file: most processes start without ever seeing one. */
async function startPool(): Promise<Piscina<CsvWindow, ParsedWindow>> {
  const { Piscina } = await import('piscina');
  return new Piscina<CsvWindow, ParsedWindow>({
    filename: new URL('./csv-worker.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
}
