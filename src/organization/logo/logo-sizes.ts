import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { logger } from '../../platform/logging/logger.js';
import { LogoConverter } from './logo-converter.js';
import type { LogoSize } from './logo-size.js';

/** Thousands of small logos. */
const MAX_BYTES = 16 * 1024 * 1024;
/** The page would rather show the whole picture than wait longer, such as behind uploads. */
const MAX_WAIT_MS = 1_000;

/**
 * Smaller versions of logos, made when one is first asked for and kept in memory: they need no place in the file store, and
 * logos that were uploaded before have them as well.
 */
@Injectable()
export class LogoSizes {
  private readonly made = new LRUCache<string, Buffer, Buffer>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ length }) => length,
    // Requests for the same one wait for one conversion.
    fetchMethod: (key, _before, { context, signal }) => this.convert(key, context, signal),
  });

  constructor(private readonly converter: LogoConverter) {}

  /** A picture in this size; null while it cannot be made. */
  async get(logoId: string, picture: Buffer, size: LogoSize): Promise<Buffer | null> {
    const making = this.made.fetch(`${logoId}/${size}`, { context: picture }).catch((error: unknown) => {
      logger.warn({ err: error, logoId, size }, 'A smaller logo could not be made; the whole one is sent.');
      return null;
    });
    const enough = new AbortController();
    const waited = delay(MAX_WAIT_MS, null, { signal: enough.signal }).catch(() => null);
    const made = await Promise.race([making, waited]);
    enough.abort();
    return made ?? null;
  }

  private async convert(key: string, picture: Buffer, signal: AbortSignal): Promise<Buffer> {
    const [logoId = '', size] = key.split('/');
    const made = await this.converter.convert(
      logoId,
      { readAll: () => Promise.resolve(picture) },
      signal,
      Number(size),
    );
    // A picture that is not larger has no smaller version.
    return made && made.length < picture.length ? made : picture;
  }
}
