import { SYSTEM, type Actor } from '../../audit/audit-log.js';
import { BILLING_WORK } from '../../billing/credits/credit-ledger.js';
import { applyDueChanges, nextScheduledChangeAt } from '../../billing/credits/credit-account-changes.policy.js';
import { openAccount, type Change, type CreditAccount, type Movement } from '../../billing/credits/credits.policy.js';
import { idAt, type OrganizationDraft } from './organization-draft.js';

/** What someone did to the credits. */
export interface CreditChange {
  readonly at: Date;
  readonly actor: Actor;
  readonly key?: string;
  readonly reason?: string;
  /** By the rules of billing; null would mean too few credits, which the demo data never has. */
  readonly change: (account: CreditAccount) => Change | null;
  /** Receives the account before and after, for the audit log. */
  readonly onChanged?: (before: CreditAccount, after: CreditAccount) => void;
}

/** Adds the ledger of the year, calculated by billing's own rules, and the resulting plan. */
export function addLedger(draft: OrganizationDraft, creditChanges: readonly CreditChange[]): void {
  const { createdAt, timezone } = draft.facts;
  const calendar = { createdAt: createdAt.toISOString(), timezone };
  const ledger = new Ledger(draft);
  let account = ledger.write(openAccount(calendar, 'free'), createdAt, { actor: SYSTEM });
  for (const creditChange of [...creditChanges].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    account = ledger.write(applyDueChanges(account, calendar, creditChange.at.toISOString()), creditChange.at, {
      actor: SYSTEM,
    });
    const change = creditChange.change(account);
    if (!change) throw new Error('The demo data spends more credits than there are.');
    creditChange.onChanged?.(account, change.account);
    account = ledger.write(change, creditChange.at, creditChange);
  }
  account = ledger.write(applyDueChanges(account, calendar, draft.now.toISOString()), draft.now, { actor: SYSTEM });
  addAccount(draft, account);
}

function addAccount(draft: OrganizationDraft, account: CreditAccount): void {
  const { plan, periodStartedAt, periodEndsAt } = account;
  draft.add('subscription', {
    plan,
    status: 'active',
    updated_at: draft.facts.createdAt,
    paid_plan: 'free',
    readings: 0,
    read_at: 0,
  });
  draft.add('credit_account', {
    period_started_at: periodStartedAt,
    period_ends_at: periodEndsAt,
    unlimited: false,
    period_by: account.periodBy,
  });
  draft.add('due_work', { kind: BILLING_WORK.kind, due_at: nextScheduledChangeAt(account) });
}

class Ledger {
  private monthly = 0;
  private topUp = 0;

  constructor(private readonly draft: OrganizationDraft) {}

  write(change: Change, at: Date, origin: Pick<CreditChange, 'actor' | 'key' | 'reason'>): CreditAccount {
    for (const movement of change.movements)
      this.add(movement, at, movement.kind === 'lapse' ? { actor: SYSTEM } : origin);
    return change.account;
  }

  private add(
    movement: Movement,
    now: Date,
    { actor, key, reason }: Pick<CreditChange, 'actor' | 'key' | 'reason'>,
  ): void {
    const at = movement.at === null ? now : new Date(movement.at);
    this.monthly += movement.monthly;
    this.topUp += movement.topUp;
    this.draft.add('credit_entry', {
      number: this.draft.rows.credit_entry.length + 1,
      id: idAt(at),
      kind: movement.kind,
      monthly: movement.monthly,
      top_up: movement.topUp,
      monthly_after: this.monthly,
      top_up_after: this.topUp,
      usage: movement.usage,
      feature: movement.feature,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      key: key ?? null,
      reason: reason ?? null,
      period_started_at: movement.periodStartedAt,
      created_at: at,
    });
  }
}
