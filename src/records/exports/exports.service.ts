import { Injectable } from '@nestjs/common';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Entry } from '../../access/entry.js';
import { FairRunner } from '../../platform/fair/fair-runner.js';
import { BYTE_ORDER_MARK } from '../../platform/csv/byte-order-mark.js';
import { logger } from '../../platform/logging/logger.js';
import { Problem } from '../../platform/http/problem.js';
import { requestContext, requestEnded } from '../../platform/http/request-context.js';
import { securityHeaders } from '../../platform/http/security-headers.js';
import type { Page } from '../../platform/lists/keyset.js';
import { toCells } from '../csv/csv-form.js';
import { toCsv } from '../csv/csv-lines.js';
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
    const context = requestContext.getStore();
    response.writeHead(200, {
      ...securityHeaders(),
      ...(context ? { 'X-Request-Id': context.requestId, ...context.headers } : {}),
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${kind.name}.csv"`,
    });
    try {
      // Waits for the reader, ends with them, and breaks the answer off where the rest cannot be had, so that nobody takes a
      // part for the whole.
      await pipeline(this.lines(kind, entry, filters, first), response);
    } catch (error) {
      if (error instanceof Problem || isGone(error)) return;
      logger.error({ err: error, kind: kind.name }, 'An export broke off.');
    }
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

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
