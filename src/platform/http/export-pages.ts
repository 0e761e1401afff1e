import { Injectable } from '@nestjs/common';
import { FairRunner } from '../fair/fair-runner.js';
import type { Page } from '../lists/keyset.js';
import { requestEnded } from './request-context.js';

/**
 * The number of pages that are read at once, of all exports. How many can wait is bounded by the number of exports that a
 * caller may run.
 */
const PAGES = { running: 2, runningPerKey: 1, waiting: Infinity, waitingPerKey: Infinity };

/** Reads one page, with an authorization of its own. @param cursor empty for the first page */
export type ReadExportPage<T> = (cursor: { readonly cursor?: string }) => Promise<Page<T>>;

/**
 * Reads lists page by page for files, as fast as the client reads: no transaction waits for a slow client, a caller who is removed
 * meanwhile gets no further page, and a client that disconnects ends the reading. The organizations alternate page by page, so
 * that a large export of one does not delay another's.
 */
@Injectable()
export class ExportPages {
  private readonly runner = new FairRunner(PAGES);

  /** Reads the first page, so that a refusal is answered before the file begins; returns all pages that have rows. */
  async begin<T>(organizationId: string, readPage: ReadExportPage<T>): Promise<AsyncGenerator<readonly T[]>> {
    const ended = requestEnded();
    const read: ReadExportPage<T> = (cursor) => this.runner.run(organizationId, () => readPage(cursor), ended);
    return pagesFrom(await read({}), read);
  }
}

async function* pagesFrom<T>(first: Page<T>, read: ReadExportPage<T>): AsyncGenerator<readonly T[]> {
  let page = first;
  for (;;) {
    if (page.data.length > 0) yield page.data;
    if (page.nextCursor === null) return;
    page = await read({ cursor: page.nextCursor });
  }
}
