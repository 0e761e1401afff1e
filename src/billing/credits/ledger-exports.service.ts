import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { BYTE_ORDER_MARK } from '../../platform/csv/byte-order-mark.js';
import { toCsv } from '../../platform/csv/csv-lines.js';
import { escapeFormula } from '../../platform/csv/formula.policy.js';
import { ExportPages } from '../../platform/http/export-pages.js';
import { streamCsv } from '../../platform/http/stream-file.js';
import { toLocalIso } from '../../platform/time/local-iso.js';
import type { LedgerEntryDto, LedgerExportQueryDto } from '../dto/credits.dto.js';
import { CreditTransactions } from './credit-transactions.service.js';

/** The number of entries in memory at a time. */
const PAGE = 500;
const COLUMNS = ['id', 'createdAt', 'kind', 'feature', 'credits', 'balance', 'actorKind', 'actorId', 'actorName'];

/** Exports the credits ledger as a CSV file. */
@Injectable()
export class LedgerExports {
  constructor(
    private readonly transactions: CreditTransactions,
    private readonly pages: ExportPages,
  ) {}

  /** Times are in the organization's timezone, with their offset. */
  async stream(auth: AuthorizedContext, filters: LedgerExportQueryDto, response: Response): Promise<void> {
    const pages = await this.pages.begin(auth.organizationId, (cursor) =>
      this.transactions.readPage(auth, filters, { limit: PAGE, ...cursor }),
    );
    await streamCsv(response, 'credit-history.csv', linesOf(auth.organization.timezone, pages));
  }
}

async function* linesOf(timezone: string, pages: AsyncIterable<readonly LedgerEntryDto[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + toCsv([COLUMNS]);
  for await (const entries of pages) yield toCsv(entries.map((entry) => cellsOf(entry, timezone)));
}

/** The credits are numbers, which a minus does not make a formula. */
function cellsOf(
  { id, createdAt, kind, feature, credits, balance, actor }: LedgerEntryDto,
  timezone: string,
): string[] {
  const texts = [actor.kind, actor.id ?? '', actor.name].map(escapeFormula);
  return [
    id,
    toLocalIso(createdAt, timezone),
    kind,
    escapeFormula(feature ?? ''),
    String(credits),
    String(balance),
    ...texts,
  ];
}
