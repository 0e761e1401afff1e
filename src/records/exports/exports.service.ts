import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { FairRunner } from '../../platform/fair/fair-runner.js';
import { BYTE_ORDER_MARK } from '../../platform/csv/byte-order-mark.js';
import { requestEnded } from '../../platform/http/request-context.js';
import type { Page } from '../../platform/lists/keyset.js';
import { toCells } from '../csv/csv-form.js';
import { toCsv } from '../../platform/csv/csv-lines.js';
import { streamCsv } from '../../platform/http/stream-file.js';
import type { RecordKind } from '../kind/record-kind.js';
import { Records, type ListFilters } from '../kind/records.service.js';

/** The number of records in memory at a time. A page is formatted without a pause, so it must not take long. */
const PAGE = 250;
/**
 * The number of pages that are read concurrently. How many can wait is bounded by the number of exports that a caller
 * may run.
 */
const PAGES = { running: 2, runningPerKey: 1, waiting: Infinity, waitingPerKey: Infinity };

/** The filters and the sort of a list. An export returns all of its pages. */
export type ExportFilters = Omit<ListFilters, 'limit' | 'cursor'>;

/**
 * Exports records as CSV files. They are read page by page, each with its own authorization and the caller's own
 * rights, as fast as the client reads: no transaction waits for a slow client, and a caller who is removed meanwhile
 * gets no further page. The organizations alternate page by page, so that a large export of one does not delay
 * another's.
 */
@Injectable()
export class Exports {
  private readonly runner = new FairRunner(PAGES);

  constructor(private readonly records: Records) {}

  /** @throws 422 for an invalid filter or sort of the list, before the file begins */
  async stream(kind: RecordKind, auth: AuthorizedContext, filters: ExportFilters, response: Response): Promise<void> {
    const first = await this.page(kind, auth, filters, null);
    await streamCsv(response, `${kind.name}.csv`, this.lines(kind, auth, filters, first));
  }

  private async *lines(
    kind: RecordKind,
    auth: AuthorizedContext,
    filters: ExportFilters,
    first: Page<object>,
  ): AsyncGenerator<string> {
    const columns = kind.csv ?? [];
    yield BYTE_ORDER_MARK + toCsv([columns.map(({ name }) => name)]);
    let page = first;
    for (;;) {
      const { timezone } = auth.organization;
      if (page.data.length > 0) yield toCsv(page.data.map((record) => toCells(columns, record, timezone)));
      if (page.nextCursor === null) return;
      page = await this.page(kind, auth, filters, page.nextCursor);
    }
  }

  private page(
    kind: RecordKind,
    auth: AuthorizedContext,
    filters: ExportFilters,
    cursor: string | null,
  ): Promise<Page<object>> {
    const rest = cursor === null ? {} : { cursor };
    // Without `limit` and `cursor` these are the filters of the list, including the sort.
    const read = (): Promise<Page<object>> =>
      this.records.list(kind, auth, { ...filters, ...rest, limit: PAGE } as ListFilters);
    return this.runner.run(auth.organizationId, read, requestEnded());
  }
}
