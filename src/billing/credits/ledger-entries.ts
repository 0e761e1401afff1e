import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { newestFirst } from '../../platform/lists/keyset.js';
import type { DebitedCredits } from './credits.policy.js';
import type { LedgerEntryDto, LedgerExportQueryDto } from '../dto/credits.dto.js';
import type { CreditEntryEntity } from './credit-entry.entity.js';

/** An entry that has a key. */
export interface KeyedLedgerEntry extends DebitedCredits {
  readonly number: number;
  readonly credits: number;
  readonly refunded: boolean;
}

/** The entry with this key, if there is one. */
export async function findLedgerEntryByKey(
  tx: TenantTransaction,
  kind: 'debit' | 'top_up',
  key: string,
): Promise<KeyedLedgerEntry | null> {
  const [ledgerEntry] = await tx.query<KeyedLedgerEntry>(
    `select e.number, e.credits, e.monthly, e.top_up as "topUp", e.usage, e.feature,
            e.period_started_at as "periodStartedAt",
            exists (select 1 from credit_entry r
                    where r.organization_id = e.organization_id and r.refund_of = e.number) as refunded
     from credit_entry e where e.organization_id = $1 and e.kind = $2 and e.key = $3`,
    [tx.organizationId, kind, key],
  );
  return ledgerEntry ?? null;
}

export type LedgerRow = Readonly<
  Pick<
    CreditEntryEntity,
    | 'number'
    | 'id'
    | 'credits'
    | 'balance_after'
    | 'kind'
    | 'feature'
    | 'actor_kind'
    | 'actor_id'
    | 'actor_name'
    | 'created_at'
  >
>;

/** The order in which the entries were written. No two entries have the same number. */
export const NEWEST_FIRST = newestFirst('newest', 'e.number', 'bigint');

export const SELECT_LEDGER_ENTRY = `
  select e.number, e.id, e.credits, e.balance_after, e.kind, e.feature, e.actor_kind, e.actor_id, e.actor_name, e.created_at
  from credit_entry e where e.organization_id = :organizationId`;

/** The conditions of the list's filters, to append to {@link SELECT_LEDGER_ENTRY}. */
export function ledgerFilter({ kind, feature }: LedgerExportQueryDto): {
  readonly where: string;
  readonly values: Readonly<Record<string, unknown>>;
} {
  const conditions = [
    ...(kind === undefined ? [] : [' and e.kind = any(:kinds)']),
    ...(feature === undefined ? [] : [' and e.feature = :feature']),
  ];
  return {
    where: conditions.join(''),
    // A value that no condition uses is refused.
    values: { ...(kind === undefined ? {} : { kinds: kind }), ...(feature === undefined ? {} : { feature }) },
  };
}

export async function readLedgerEntry(tx: TenantTransaction, number: number): Promise<LedgerEntryDto> {
  return toLedgerEntry(
    await tx.one<LedgerRow>(`${SELECT_LEDGER_ENTRY} and e.number = :number`, {
      organizationId: tx.organizationId,
      number,
    }),
  );
}

export function toLedgerEntry(row: LedgerRow): LedgerEntryDto {
  return {
    id: row.id,
    credits: row.credits,
    balance: row.balance_after,
    kind: row.kind,
    feature: row.feature,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    createdAt: row.created_at,
  };
}
