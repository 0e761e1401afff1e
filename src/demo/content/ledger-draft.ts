import { SYSTEM, type Actor } from '../../audit/audit-log.js';
import { BILLING_WORK } from '../../billing/credit-ledger.js';
import { catchUp, nextTurn } from '../../billing/credit-turns.policy.js';
import { openAccount, type Change, type CreditAccount, type Movement } from '../../billing/credits.policy.js';
import { idAt, type OrganizationDraft } from './organization-draft.js';

/** What somebody did to the credits. */
export interface LedgerStep {
  readonly at: Date;
  readonly actor: Actor;
  readonly key?: string;
  readonly reason?: string;
  /** By the rules of billing; null would mean too few credits, which the demo data never has. */
  readonly change: (account: CreditAccount) => Change | null;
  /** Told what it came to, for the audit log. */
  readonly changed?: (before: CreditAccount, after: CreditAccount) => void;
}

/** The year's ledger, entry by entry as billing itself would have written it, and the plan that came of it. */
export function addLedger(draft: OrganizationDraft, steps: readonly LedgerStep[]): void {
  const { createdAt, timezone } = draft.facts;
  const calendar = { createdAt: createdAt.toISOString(), timezone };
  const ledger = new Ledger(draft);
  let account = ledger.write(openAccount(calendar, 'free'), createdAt, { actor: SYSTEM });
  for (const step of [...steps].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    account = ledger.write(catchUp(account, calendar, step.at.toISOString()), step.at, { actor: SYSTEM });
    const change = step.change(account);
    if (!change) throw new Error('The demo data spends credits that are not there.');
    step.changed?.(account, change.account);
    account = ledger.write(change, step.at, step);
  }
  account = ledger.write(catchUp(account, calendar, draft.now.toISOString()), draft.now, { actor: SYSTEM });
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
  draft.add('due_work', { kind: BILLING_WORK, due_at: nextTurn(account) });
}

class Ledger {
  private monthly = 0;
  private topUp = 0;

  constructor(private readonly draft: OrganizationDraft) {}

  write(change: Change, at: Date, origin: Pick<LedgerStep, 'actor' | 'key' | 'reason'>): CreditAccount {
    for (const movement of change.movements)
      this.add(movement, at, movement.kind === 'lapse' ? { actor: SYSTEM } : origin);
    return change.account;
  }

  private add(
    movement: Movement,
    now: Date,
    { actor, key, reason }: Pick<LedgerStep, 'actor' | 'key' | 'reason'>,
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
