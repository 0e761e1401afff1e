import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { BYTE_ORDER_MARK } from '../../platform/csv/byte-order-mark.js';
import { toCells } from '../csv/csv-form.js';
import { toCsv } from '../../platform/csv/csv-lines.js';
import { ExportPages } from '../../platform/http/export-pages.js';
import { streamCsv } from '../../platform/http/stream-file.js';
import type { RecordKind } from '../kind/record-kind.js';
import { Records, type ListFilters } from '../kind/records.service.js';

/** The number of records in memory at a time. A page is formatted without a pause, so it must not take long. */
const PAGE = 250;
/** The filters and the sort of a list. An export returns all of its pages. */
export type ExportFilters = Omit<ListFilters, 'limit' | 'cursor'>;

/** Exports records as CSV files, each page with the caller's own rights. */
@Injectable()
export class Exports {
  constructor(
    private readonly records: Records,
    private readonly pages: ExportPages,
  ) {}

  /** @throws 422 for an invalid filter or sort of the list, before the file begins */
  async stream(kind: RecordKind, auth: AuthorizedContext, filters: ExportFilters, response: Response): Promise<void> {
    // Without `limit` and `cursor` these are the filters of the list, including the sort.
    const pages = await this.pages.begin(auth.organizationId, (cursor) =>
      this.records.list(kind, auth, { ...filters, ...cursor, limit: PAGE } as ListFilters),
    );
    await streamCsv(response, `${kind.name}.csv`, linesOf(kind, auth, pages));
  }
}

async function* linesOf(
  { csv: columns = [] }: RecordKind,
  auth: AuthorizedContext,
  pages: AsyncIterable<readonly object[]>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + toCsv([columns.map(({ name }) => name)]);
  for await (const records of pages) {
    const { timezone } = auth.organization;
    yield toCsv(records.map((record) => toCells(columns, record, timezone)));
  }
}
