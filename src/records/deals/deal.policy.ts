export const DEAL_STAGES = ['qualification', 'proposal', 'negotiation', 'closed_won', 'closed_lost'] as const;
export type DealStage = (typeof DEAL_STAGES)[number];

/** Whether a deal at this stage is closed. */
export function isClosed(stage: DealStage): boolean {
  return stage === 'closed_won' || stage === 'closed_lost';
}

export interface DealState {
  readonly stage: DealStage;
  readonly closedAt: Date | null;
}

/** The properties in a request; undefined: left out. */
export interface DealChange {
  readonly stage: DealStage | undefined;
  readonly closedAt: Date | null | undefined;
}

/**
 * The state after a change: a deal that closes is closed now unless a time is given, keeps its time while it stays
 * closed, and has none once it is open again. Null if a time is given for an open deal, or null for a closed one.
 */
export function afterChange(before: DealState | null, { stage, closedAt }: DealChange, now: Date): DealState | null {
  const next = stage ?? before?.stage ?? 'qualification';
  if (!isClosed(next)) return closedAt ? null : { stage: next, closedAt: null };
  if (closedAt === null) return null;
  return { stage: next, closedAt: closedAt ?? before?.closedAt ?? now };
}
