import { Injectable } from '@nestjs/common';
import type { Entry } from '../access/entry.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import { pageClauses, toPage, type Page } from '../platform/lists/keyset.js';
import type { ListQueryDto } from '../platform/lists/list-query.dto.js';
import { isUpToDate, SELECT_ACCOUNT, toStoredAccount, type AccountRow } from './credit-account-rows.js';
import { CreditLedger } from './credit-ledger.js';
import { Credits } from './credits.service.js';
import type { LedgerEntryDto, ToppedUpDto } from './dto/credits.dto.js';
import { NEWEST_FIRST, SELECT_ENTRY, toLedgerEntry, type LedgerRow } from './ledger-entries.js';

/** What the owner does with credits: list the ledger, and top up. */
@Injectable()
export class LedgerDesk {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly ledger: CreditLedger,
    private readonly credits: Credits,
  ) {}

  /** Every ledger entry up to now, the newest first. */
  async list(entry: Entry, query: ListQueryDto): Promise<Page<LedgerEntryDto>> {
    await this.bringUpToDate(entry);
    const page = pageClauses(NEWEST_FIRST, 'e.id', query.cursor, 3);
    const rows = await this.tenants.read<LedgerRow>(entry, {
      text: `${SELECT_ENTRY} and ${page.where} order by ${page.orderBy} limit $2`,
      values: [entry.organizationId, query.limit + 1, ...page.values],
    });
    return toPage(rows, query.limit, NEWEST_FIRST, (row) => ({ value: row.number, id: row.id }), toLedgerEntry);
  }

  /** Adds credits without a payment, at once. */
  async topUp(entry: Entry, credits: number): Promise<ToppedUpDto> {
    return this.tenants.write(entry, (tx) => this.credits.topUp(tx, credits, null, entry.actor));
  }

  /** The list shows the lapse and the grant at a period's end even if no job has written them yet. */
  private async bringUpToDate(entry: Entry): Promise<void> {
    const [row] = await this.tenants.read<AccountRow>(entry, { text: SELECT_ACCOUNT, values: [entry.organizationId] });
    if (row && isUpToDate(toStoredAccount(row))) return;
    await this.tenants.write(entry, (tx) => this.ledger.lock(tx));
  }
}
