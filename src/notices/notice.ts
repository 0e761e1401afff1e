import type { CreditsUsed } from '../billing/credits/credits-used.event.js';
import type { PaymentFailed } from '../billing/subscription/payment-failed.event.js';
import type { SeatLimitExceeded } from '../billing/seats/seat-limit-exceeded.event.js';
import type { MembershipId } from '../platform/ids/ids.js';
import type { MoneyDto } from '../platform/money/money.dto.js';

/** The facts of the email with a month's report. */
export interface MonthlyReport {
  /** `2026-10` */
  readonly month: string;
  readonly revenue: MoneyDto;
  readonly target: MoneyDto | null;
  readonly attainment: number | null;
  /** Left out of notices that were stored by an earlier version. */
  readonly highlights?: ReportHighlights;
  /** When the figures were read. */
  readonly asOf: string;
}

/** How the month compares, and who sold most. */
export interface ReportHighlights {
  /** The relative change of the revenue to the month before and to the same month last year; null: nothing to compare with. */
  readonly changes: { readonly previous: number | null; readonly lastYear: number | null };
  /** The month of the fiscal year with the most revenue; null: there was none. */
  readonly bestMonth: { readonly month: string; readonly revenue: MoneyDto } | null;
  /** The members with the most revenue in the month, at most three. */
  readonly topSellers: readonly { readonly name: string; readonly revenue: MoneyDto }[];
  readonly openPipeline: MoneyDto;
}

/** The facts of each kind of notice. */
interface Facts {
  readonly 'payment-failed': Pick<PaymentFailed, 'graceEndsAt'>;
  readonly 'seats-over': SeatLimitExceeded;
  readonly 'credits-80': CreditsUsed;
  readonly 'credits-100': CreditsUsed;
  readonly 'monthly-report': MonthlyReport;
}

export type NoticeKind = keyof Facts;

/** A notice to the owner, or to a named recipient, as it is stored until it is sent. */
export type Notice = {
  readonly [Kind in NoticeKind]: { readonly kind: Kind; readonly facts: Facts[Kind] };
}[NoticeKind];

/** A notice with its occasion: for one occasion, each kind of notice is sent once. */
export type NewNotice = Notice & {
  readonly occasion: string;
  /** When it is out of date; null: in a week. */
  readonly staleAt: string | null;
  /** The only recipient, if they are owner or admin when it is sent; left out: the owner at that time. */
  readonly to?: MembershipId;
};
