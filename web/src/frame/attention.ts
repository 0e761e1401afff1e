import type { Schemas } from '../api/client';

/** What owner and admins have to know on every page. */
export type Attention =
  | { readonly kind: 'past-due'; readonly graceEndsAt: string }
  | { readonly kind: 'over-seats'; readonly seats: number }
  | { readonly kind: 'no-credits'; readonly periodEndsAt: string }
  | { readonly kind: 'few-credits'; readonly left: number; readonly of: number; readonly periodEndsAt: string };

/** Few credits are left at or below this part of what the period began with: a notice by email is sent then, too. */
const FEW = 0.2;

/** The most urgent of it; null: nothing. */
export function mostUrgent(
  seats: Schemas['OrganizationSeatsDto'] | undefined,
  credits: Schemas['CreditsDto'] | undefined,
): Attention | null {
  if (seats?.graceEndsAt) return { kind: 'past-due', graceEndsAt: seats.graceEndsAt };
  if (seats?.over && seats.limit !== null) return { kind: 'over-seats', seats: seats.used - seats.limit };
  return credits === undefined || credits.unlimited ? null : creditsAttention(credits);
}

function creditsAttention({ balance, usage, periodEndsAt }: Schemas['CreditsDto']): Attention | null {
  if (balance === 0) return { kind: 'no-credits', periodEndsAt };
  const used = usage.reduce((sum, { credits }) => sum + credits, 0);
  const all = balance + used;
  return used > 0 && balance <= all * FEW ? { kind: 'few-credits', left: balance, of: all, periodEndsAt } : null;
}
