import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Entry } from '../../access/entry.js';
import { FairRunner } from '../../platform/fair/fair-runner.js';
import { BYTE_ORDER_MARK } from '../../platform/csv/byte-order-mark.js';
import { requestEnded } from '../../platform/http/request-context.js';
import type { Page } from '../../platform/lists/keyset.js';
import { toCells } from '../csv/csv-form.js';
import { toCsv } from '../csv/csv-lines.js';
import { streamCsv } from '../csv/csv-response.js';
import type { RecordKind } from '../kind/record-kind.js';
import { Records, type ListFilters } from '../kind/records.service.js';

/** Records that are in memory at a time. A page is made in one go, so it must not take long. */
const PAGE = 250;
/** Pages that are made at once. What may wait is bounded by how many exports a caller may have under way. */
const PAGES = { running: 2, runningPerKey: 1, waiting: Infinity, waitingPerKey: Infinity };

/** The filters and the sort of a list, which an export shows to its end. */
export type ExportFilters = Omit<ListFilters, 'limit' | 'cursor'>;

/**
 * Records as CSV files. They are read page by page, each at the door and with the reader's own rights, as fast as the reader
 * takes them: no transaction waits for a slow reader, and whoever is removed meanwhile gets no further. Each organization has
 * its turn with one page, so that nobody's large export keeps another's waiting.
 */
@Injectable()
export class Exports {
  private readonly runner = new FairRunner(PAGES);

  constructor(private readonly records: Records) {}

  /** @throws 422 for a filter or sort of the list that is none, before the file begins */
  async stream(kind: RecordKind, entry: Entry, filters: ExportFilters, response: Response): Promise<void> {
    const first = await this.page(kind, entry, filters, null);
    await streamCsv(response, `${kind.name}.csv`, this.lines(kind, entry, filters, first));
  }

  private async *lines(
    kind: RecordKind,
    entry: Entry,
    filters: ExportFilters,
    first: Page<object>,
  ): AsyncGenerator<string> {
    const columns = kind.csv ?? [];
    yield BYTE_ORDER_MARK + toCsv([columns.map(({ name }) => name)]);
    let page = first;
    for (;;) {
      const { timezone } = entry.organization;
      if (page.data.length > 0) yield toCsv(page.data.map((record) => toCells(columns, record, timezone)));
      if (page.nextCursor === null) return;
      page = await this.page(kind, entry, filters, page.nextCursor);
    }
  }

  private page(kind: RecordKind, entry: Entry, filters: ExportFilters, cursor: string | null): Promise<Page<object>> {
    const rest = cursor === null ? {} : { cursor };
    // Without `limit` and `cursor` these are the list's filters, and they say which sort.
    const read = (): Promise<Page<object>> =>
      this.records.list(kind, entry, { ...filters, ...rest, limit: PAGE } as ListFilters);
    return this.runner.run(entry.organizationId, read, requestEnded());
  }
}
