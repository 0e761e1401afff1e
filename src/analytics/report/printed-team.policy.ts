import { areWhole, readableAmount } from '../../platform/money/format-amount.js';
import type { MoneyDto } from '../../platform/money/money.dto.js';
import type { TeamMemberDto } from '../dto/team.dto.js';
import { allowBreaks, truncateName } from './printed-text.policy.js';
import type { Listing, ListingRow } from './listing.js';
import type { ReportFacts } from './report.policy.js';

type Figures = Pick<TeamMemberDto, 'revenueClosed' | 'dealsWon' | 'pipelineCreated' | 'callsMade'>;

/**
 * The team with a bar for each member's revenue, and the total. Members without deals are one line.
 *
 * @param most so many people are listed
 */
export function teamOf({ plan, team, people, onlyMember }: ReportFacts, words: string, most: number): Listing {
  const printed = team.slice(0, most);
  const listed = onlyMember === null ? printed.filter(hasDeals) : printed;
  const others = printed.filter((member) => !listed.includes(member));
  const highest = Math.max(...listed.map(({ revenueClosed }) => revenueClosed.amount), 0);
  const total = totalOf(printed, plan.currency);
  const cells = cellsOf([...listed, total]);
  const rows: ListingRow[] = listed.map((member) => ({
    cells: [nameOf(member), ...cells(member)],
    marked: false,
    ...(highest > 0 ? { bar: member.revenueClosed.amount / highest } : {}),
  }));
  if (others.length > 0) {
    const label = `${others.length.toLocaleString('en')} ${others.length === 1 ? 'other' : 'others'} without deals`;
    rows.push({ cells: [label, ...cells(totalOf(others, plan.currency))], marked: false });
  }
  if (onlyMember === null && printed.length > 1) {
    const label = people > most ? `Total of these ${printed.length.toLocaleString('en')}` : 'Total';
    rows.push({ cells: [label, ...cells(total)], marked: false, strong: true });
  }
  return {
    heading: `Team · ${words}`,
    head: [
      'Name',
      `Revenue closed (${plan.currency})`,
      'Deals won',
      `Pipeline created (${plan.currency})`,
      'Calls made',
    ],
    rows,
  };
}

function hasDeals({ revenueClosed, dealsWon, pipelineCreated }: TeamMemberDto): boolean {
  return revenueClosed.amount > 0 || dealsWon > 0 || pipelineCreated.amount > 0;
}

function nameOf({ name, status }: TeamMemberDto): string {
  return `${allowBreaks(truncateName(name))}${status === 'removed' ? ' (removed)' : ''}`;
}

/** In a column either all amounts have decimal places, or none. */
function cellsOf(all: readonly Figures[]): (of: Figures) => string[] {
  const ofRevenue = { isWhole: areWhole(all.map(({ revenueClosed }) => revenueClosed)) };
  const ofPipeline = { isWhole: areWhole(all.map(({ pipelineCreated }) => pipelineCreated)) };
  const readable = ({ amount, currency }: MoneyDto, options: { readonly isWhole: boolean }): string =>
    readableAmount(amount, currency, options);
  return ({ revenueClosed, dealsWon, pipelineCreated, callsMade }) => [
    readable(revenueClosed, ofRevenue),
    dealsWon.toLocaleString('en'),
    readable(pipelineCreated, ofPipeline),
    callsMade.toLocaleString('en'),
  ];
}

function totalOf(team: readonly TeamMemberDto[], currency: string): Figures {
  const sum = (valueOf: (member: TeamMemberDto) => number): number =>
    Math.min(
      team.reduce((all, member) => all + valueOf(member), 0),
      Number.MAX_SAFE_INTEGER,
    );
  return {
    revenueClosed: { amount: sum(({ revenueClosed }) => revenueClosed.amount), currency },
    dealsWon: sum(({ dealsWon }) => dealsWon),
    pipelineCreated: { amount: sum(({ pipelineCreated }) => pipelineCreated.amount), currency },
    callsMade: sum(({ callsMade }) => callsMade),
  };
}
