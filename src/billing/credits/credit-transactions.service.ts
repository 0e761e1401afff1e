import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { pageClauses, toPage, type Page } from '../../platform/lists/keyset.js';
import type { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { isUpToDate, SELECT_ACCOUNT, toStoredAccount, type AccountRow } from './credit-account-rows.js';
import { CreditLedger } from './credit-ledger.js';
import { Credits } from './credits.service.js';
import type { LedgerEntryDto, ToppedUpDto } from '../dto/credits.dto.js';
import { NEWEST_FIRST, SELECT_LEDGER_ENTRY, toLedgerEntry, type LedgerRow } from './ledger-entries.js';

/** The transactions of an organization's credits: lists the ledger entries, and tops up. */
@Injectable()
export class CreditTransactions {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly ledger: CreditLedger,
    private readonly credits: Credits,
  ) {}

  /** Every ledger entry up to now, the newest first. */
  async listLedgerEntries(auth: AuthorizedContext, query: ListQueryDto): Promise<Page<LedgerEntryDto>> {
    await this.writeDueChanges(auth);
    const page = pageClauses(NEWEST_FIRST, 'e.id', query.cursor);
    const rows = await this.tenants.read<LedgerRow>(auth, {
      text: `${SELECT_LEDGER_ENTRY} and ${page.where} order by ${page.orderBy} limit :limit`,
      values: { organizationId: auth.organizationId, limit: query.limit + 1, ...page.values },
    });
    return toPage(rows, query.limit, NEWEST_FIRST, (row) => ({ value: row.number, id: row.id }), toLedgerEntry);
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
