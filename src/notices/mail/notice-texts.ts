import { PLANS } from '../../billing/plans/plans.js';
import type { Plan } from '../../access/plan.js';
import type { CreditsUsed } from '../../billing/credits/credits-used.event.js';
import { formatMoney } from '../../platform/money/format-figure.js';
import { reportBars, type ReportBars } from '../monthly-report/report-bars.js';
import { formatMonth, highlightsText, revenueText } from '../monthly-report/report-texts.js';
import type { MonthlyReport, Notice } from '../notice.js';

/**
 * The texts of a notice, for both bodies of the email. They contain no names: names are inserted separately, where
 * they are escaped.
 */
export interface NoticeTexts {
  /** Also the beginning of the subject. */
  readonly title: string;
  readonly message: string;
  /** Revenue against target, drawn below the message; left out: nothing is drawn. */
  readonly bars?: ReportBars | null;
  /** Two figures with their labels. */
  readonly facts: readonly [NoticeFact, NoticeFact];
  readonly advice: string;
  readonly link: { readonly label: string; readonly page: 'settings/billing' | 'settings/members' | 'analytics' };
}

interface NoticeFact {
  readonly label: string;
  readonly value: string;
}

/** What the texts need in addition to the notice itself. */
export interface NoticeContext {
  readonly plan: Plan;
  /** Formats an instant in the organization's timezone. */
  readonly atLocalTime: (instant: string) => string;
}

/** The texts of a notice. */
export function noticeTexts(notice: Notice, context: NoticeContext): NoticeTexts {
  switch (notice.kind) {
    case 'payment-failed':
      return {
        title: 'Your payment failed',
        message:
          'The payment for the plan failed. Nothing changes until the time below. If it is not paid by then, the organization ' +
          `moves to the ${PLANS.free.name} plan.`,
        facts: [
          { label: 'Plan', value: PLANS[context.plan].name },
          { label: 'Pay by', value: context.atLocalTime(notice.facts.graceEndsAt) },
        ],
        advice: 'Check that your card is valid and pay the open invoice.',
        link: { label: 'Update payment method', page: 'settings/billing' },
      };
    case 'seats-over': {
      const { plan, used, limit } = notice.facts;
      return {
        title: 'You are over your seat limit',
        message:
          'Everyone keeps their access, but no one new can be invited or join until seats are freed up or the plan is upgraded.',
        facts: [
          { label: 'Plan', value: PLANS[plan].name },
          { label: 'Seats in use', value: `${count(used)} of ${count(limit)}` },
        ],
        advice: 'Remove members, revoke pending invitations, or upgrade.',
        link: { label: 'Manage members', page: 'settings/members' },
      };
    }
    case 'credits-80':
      return {
        ...creditFacts(notice.facts, context),
        title: 'You have used 80% of your monthly credits',
        message: 'Most of the monthly credits of this period are used.',
      };
    case 'credits-100':
      return {
        ...creditFacts(notice.facts, context),
        title: 'You have used all your monthly credits',
        message:
          notice.facts.topUp > 0
            ? 'The monthly credits of this period are used up. From now on, your purchased credits are used.'
            : 'The monthly credits of this period are used up. The AI assistant is paused until credits renew or you add more.',
      };
    case 'monthly-report':
      return {
        title: `Revenue report for ${formatMonth(notice.facts)}`,
        message: `${revenueText(notice.facts)} ${highlightsText(notice.facts)}`.trimEnd(),
        bars: reportBars(notice.facts),
        facts: [firstReportFact(notice.facts), { label: 'Data as of', value: context.atLocalTime(notice.facts.asOf) }],
        advice:
          'The attached PDF shows revenue by month and quarter, and the results of each member. This report is sent ' +
          'on the 1st of each month.',
        link: { label: 'View analytics', page: 'analytics' },
      };
  }
}

/** The revenue is in the message; only notices of an earlier version have nothing else to show. */
function firstReportFact({ highlights, revenue }: MonthlyReport): NoticeFact {
  if (!highlights) return { label: 'Revenue', value: formatMoney(revenue) };
  return { label: 'Open pipeline', value: formatMoney(highlights.openPipeline) };
}

function creditFacts({ used, granted, topUp, periodEndsAt }: CreditsUsed, { atLocalTime }: NoticeContext) {
  const toppedUp = topUp > 0 ? ` You also have ${count(topUp)} purchased ${topUp === 1 ? 'credit' : 'credits'}.` : '';
  return {
    facts: [
      { label: 'Monthly credits used', value: `${count(used)} of ${count(granted)}` },
      { label: 'Credits renew', value: atLocalTime(periodEndsAt) },
    ],
    advice: `Do you need more before then? Add credits or upgrade.${toppedUp}`,
    link: { label: 'Go to billing', page: 'settings/billing' },
  } as const;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
