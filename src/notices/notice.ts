import type { CreditsUsed } from '../platform/events/credits-used.js';
import type { PaymentFailed } from '../platform/events/payment-failed.js';
import type { SeatsOver } from '../platform/events/seats-over.js';
import type { MembershipId } from '../platform/ids/ids.js';
import type { MoneyDto } from '../platform/money/money.dto.js';

/** What the mail says that brings the report of a month. */
export interface MonthlyReport {
  /** `2026-10` */
  readonly month: string;
  readonly revenue: MoneyDto;
  readonly target: MoneyDto | null;
  readonly attainment: number | null;
  /** When the figures were read. */
  readonly asOf: string;
}

/** What each kind of notice knows of its cause. */
interface Facts {
  readonly 'payment-failed': Pick<PaymentFailed, 'graceEndsAt'>;
  readonly 'seats-over': SeatsOver;
  readonly 'credits-80': CreditsUsed;
  readonly 'credits-100': CreditsUsed;
  readonly 'monthly-report': MonthlyReport;
}

export type NoticeKind = keyof Facts;

/** Something that the owner, or somebody by name, is told of, as it is kept until it is sent. */
export type Notice = {
  readonly [Kind in NoticeKind]: { readonly kind: Kind; readonly facts: Facts[Kind] };
}[NoticeKind];

/** A notice together with what makes it the only one: for one occasion, a kind is told once. */
export type OwedNotice = Notice & {
  readonly occasion: string;
  /** When it is no news any more; null: in a week. */
  readonly staleAt: string | null;
  /** Who alone is told, while they are owner or admin; left out: whoever owns the organization when it is sent. */
  readonly to?: MembershipId;
};
