import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Piscina } from 'piscina';
import type { CsvWindow, ParsedWindow } from './csv-window.js';

/** The thread ends after this time without work. */
const IDLE_MS = 30_000;
/** A window is 32 kB, so its rows need much less than this; it is also small for a process. */
const HEAP_MB = 128;

/**
 * Parses CSV in a worker thread, so that requests are not delayed. Files of several organizations alternate, window by window.
 */
@Injectable()
export class CsvThread implements OnApplicationShutdown {
  private pool: Promise<Piscina<CsvWindow, ParsedWindow>> | null = null;

  /** Parses one window without blocking the event loop. */
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

/** Loaded with the first file, because most processes never parse one. */
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
