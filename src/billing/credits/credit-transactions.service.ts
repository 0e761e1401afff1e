import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { pageClauses, toPage, type Page } from '../../platform/lists/keyset.js';
import type { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { isUpToDate, SELECT_ACCOUNT, toStoredAccount, type AccountRow } from './credit-account-rows.js';
import { CreditLedger } from './credit-ledger.js';
import { Credits } from './credits.service.js';
import type { LedgerEntryDto, LedgerExportQueryDto, LedgerQueryDto, ToppedUpDto } from '../dto/credits.dto.js';
import { ledgerFilter, NEWEST_FIRST, SELECT_LEDGER_ENTRY, toLedgerEntry, type LedgerRow } from './ledger-entries.js';

/** The transactions of an organization's credits: lists the ledger entries, and tops up. */
@Injectable()
export class CreditTransactions {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly ledger: CreditLedger,
    private readonly credits: Credits,
  ) {}

  /** Every ledger entry up to now that the filters match, the newest first. */
  async listLedgerEntries(auth: AuthorizedContext, query: LedgerQueryDto): Promise<Page<LedgerEntryDto>> {
    await this.writeDueChanges(auth);
    return this.readPage(auth, query, query);
  }

  /** A page of the ledger as it is stored. */
  async readPage(
    auth: AuthorizedContext,
    filters: LedgerExportQueryDto,
    { limit, cursor }: Pick<ListQueryDto, 'limit' | 'cursor'>,
  ): Promise<Page<LedgerEntryDto>> {
    const page = pageClauses(NEWEST_FIRST, 'e.id', cursor);
    const matching = ledgerFilter(filters);
    const rows = await this.tenants.read<LedgerRow>(auth, {
      text: `${SELECT_LEDGER_ENTRY}${matching.where} and ${page.where} order by ${page.orderBy} limit :limit`,
      values: { organizationId: auth.organizationId, limit: limit + 1, ...matching.values, ...page.values },
    });
    return toPage(rows, limit, NEWEST_FIRST, (row) => ({ value: row.number, id: row.id }), toLedgerEntry);
  }

  /** Adds credits without a payment, at once. */
  async topUp(auth: AuthorizedContext, credits: number): Promise<ToppedUpDto> {
    return this.tenants.write(auth, (tx) => this.credits.topUp(tx, credits, null, auth.actor));
  }

  /** The list shows the lapse and the grant at a period's end even if no job has written them yet. */
  private async writeDueChanges(auth: AuthorizedContext): Promise<void> {
    const values = { organizationId: auth.organizationId };
    const [row] = await this.tenants.read<AccountRow>(auth, { text: SELECT_ACCOUNT, values });
    if (row && isUpToDate(toStoredAccount(row))) return;
    await this.tenants.write(auth, (tx) => this.ledger.lock(tx));
  }
}
