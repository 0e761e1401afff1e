import { PLANS } from '../../billing/plans.js';
import type { Plan } from '../../platform/database/tenancy.js';
import type { CreditsUsed } from '../../platform/events/credits-used.js';
import { moneyInWords, monthInWords, revenueInWords } from '../monthly-report/report-words.js';
import type { Notice } from '../notice.js';

/** What a notice says, in both bodies of the mail. No name stands in it: names are put in apart, where they are made safe. */
export interface NoticeWords {
  /** Behind the organization's name and a colon. */
  readonly subject: string;
  readonly title: string;
  readonly message: string;
  /** Two lines of figures, each under what it is. */
  readonly facts: readonly [NoticeFact, NoticeFact];
  readonly advice: string;
  readonly link: { readonly label: string; readonly page: 'settings/billing' | 'settings/members' | 'analytics' };
}

interface NoticeFact {
  readonly label: string;
  readonly value: string;
}

/** What the words need beside the notice itself. */
export interface NoticeContext {
  readonly plan: Plan;
  /** Writes an instant in the organization's timezone. */
  readonly atLocalTime: (instant: string) => string;
}

/** Puts a notice into words. */
export function wordsOf(notice: Notice, context: NoticeContext): NoticeWords {
  switch (notice.kind) {
    case 'payment-failed':
      return {
        subject: 'a payment failed',
        title: 'A payment failed',
        message:
          'The payment for the plan did not go through. Everything goes on as it is until the time below. If it is not paid ' +
          `by then, the organization goes to the ${PLANS.free.name} plan.`,
        facts: [
          { label: 'Plan', value: PLANS[context.plan].name },
          { label: 'Goes on until', value: context.atLocalTime(notice.facts.graceEndsAt) },
        ],
        advice: 'Look at the open invoice and see that the card is still valid.',
        link: { label: 'Open billing', page: 'settings/billing' },
      };
    case 'seats-over': {
      const { plan, used, limit } = notice.facts;
      return {
        subject: 'more seats are in use than the plan has',
        title: 'More seats are in use than the plan has',
        message:
          'Nobody loses access. But nobody can be invited, and nobody can join, until the seats in use fit the plan.',
        facts: [
          { label: 'Plan', value: PLANS[plan].name },
          { label: 'Seats in use', value: `${count(used)} of ${count(limit)}` },
        ],
        advice: 'Remove members, revoke open invitations, or choose a larger plan.',
        link: { label: 'Open members', page: 'settings/members' },
      };
    }
    case 'credits-80':
      return {
        ...creditFacts(notice.facts, context),
        subject: '80 % of the monthly credits are used',
        title: '80 % of the monthly credits are used',
        message: 'Most of the credits that the plan gives for this period are used.',
      };
    case 'credits-100':
      return {
        ...creditFacts(notice.facts, context),
        subject: 'the monthly credits are used up',
        title: 'The monthly credits are used up',
        message:
          notice.facts.topUp > 0
            ? 'All credits that the plan gives for this period are used. From now on the topped-up ones are spent.'
            : 'All credits that the plan gives for this period are used. What costs credits is refused until there are new ones.',
      };
    case 'monthly-report':
      return {
        subject: `revenue report for ${monthInWords(notice.facts)}`,
        title: `Revenue report for ${monthInWords(notice.facts)}`,
        message: revenueInWords(notice.facts),
        facts: [
          { label: 'Revenue', value: moneyInWords(notice.facts.revenue) },
          { label: 'Figures as of', value: context.atLocalTime(notice.facts.asOf) },
        ],
        advice:
          'The attached PDF holds the report: the year by month, the quarters and the team. The owner and the admins get one on ' +
          'the first day of each month, unless it is turned off in the settings.',
        link: { label: 'Open analytics', page: 'analytics' },
      };
  }
}

function creditFacts({ used, granted, topUp, periodEndsAt }: CreditsUsed, { atLocalTime }: NoticeContext) {
  const toppedUp =
    topUp > 0 ? ` ${count(topUp)} topped-up ${topUp === 1 ? 'credit is' : 'credits are'} left beside them.` : '';
  return {
    facts: [
      { label: 'Monthly credits used', value: `${count(used)} of ${count(granted)}` },
      { label: 'New credits come on', value: atLocalTime(periodEndsAt) },
    ],
    advice: `Top up credits or choose a larger plan if they will not last until then.${toppedUp}`,
    link: { label: 'Open billing', page: 'settings/billing' },
  } as const;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
