import {
  OWNER_HEADINGS,
  ownValues,
  withoutCaseAndSpaces,
  type ImportHints,
  type RowTexts,
} from '../csv/import-hints.js';
import { DEAL_STAGES, isClosed, type DealStage } from './deal.policy.js';
import { inWords } from '../../platform/text/choices.js';

/** Deals as HubSpot, Pipedrive and Salesforce (opportunities) export them. */
export const dealImport: ImportHints = {
  fields: ['status'],
  parts: { stage: ['status'] },
  headings: {
    name: ['Deal Name', 'Deal - Title', 'Opportunity Name', 'Deal Title', 'Title'],
    amount: ['Deal - Value', 'Deal Value', 'Deal Amount', 'Value'],
    currency: [
      'Deal - Currency of Value',
      'Deal Currency',
      'Amount Currency',
      'Currency ISO Code',
      'Deal Currency Code',
    ],
    stage: ['Deal Stage', 'Deal - Stage', 'Stage Name'],
    status: ['Deal - Status', 'Deal Status', 'Deal outcome'],
    closedAt: [
      'Deal - Deal closed on',
      'Deal - Won time',
      'Deal - Lost time',
      'Close Date',
      'Closed Date',
      'Date Closed',
      'Deal - Expected close date',
    ],
    ownerId: ['Deal Owner', 'Opportunity Owner', 'Deal - Owner', ...OWNER_HEADINGS],
  },
  values: {
    stage: {
      ...ownValues(DEAL_STAGES),
      // HubSpot
      'Appointment Scheduled': 'qualification',
      'Qualified To Buy': 'qualification',
      'Presentation Scheduled': 'proposal',
      'Decision Maker Bought-In': 'negotiation',
      'Contract Sent': 'negotiation',
      // Pipedrive
      'Lead In': 'qualification',
      Qualified: 'qualification',
      'Contact Made': 'qualification',
      'Needs Defined': 'qualification',
      'Demo Scheduled': 'proposal',
      'Proposal Made': 'proposal',
      'Negotiations Started': 'negotiation',
      // Salesforce
      Prospecting: 'qualification',
      'Needs Analysis': 'qualification',
      'Value Proposition': 'proposal',
      'Id. Decision Makers': 'proposal',
      'Perception Analysis': 'proposal',
      'Proposal/Price Quote': 'proposal',
      'Negotiation/Review': 'negotiation',
      Won: 'closed_won',
      Lost: 'closed_lost',
    },
    status: { Open: 'open', Won: 'won', 'Closed Won': 'won', Lost: 'lost', 'Closed Lost': 'lost' },
  },
  refusals: {
    amount: 'Enter a whole number in the smallest unit of the currency (cents), such as 123450 for 1,234.50.',
    currency: 'Enter a currency code such as EUR, USD or GBP.',
    stage: `Choose one of ${inWords(DEAL_STAGES)}.`,
    closedAt: 'Only won and lost deals have a close date. Leave it empty, or correct the stage.',
  },
  combine: ({ status, ...texts }, headings) => withoutExpectedClose({ ...texts, ...stageOf(status) }, headings),
};

/** Pipedrive keeps the last stage of a closed deal, and writes the outcome in another column. */
function stageOf(status: string | undefined): RowTexts {
  if (status === undefined || status === '' || status === 'open') return {};
  // A status that is neither won nor lost is returned as the stage, which the validators refuse.
  return { stage: status === 'won' ? 'closed_won' : status === 'lost' ? 'closed_lost' : status };
}

/**
 * Other programs also export the expected close date of open deals, which is ignored here. Under our own heading it
 * is refused, as in a request.
 */
function withoutExpectedClose(texts: RowTexts, headings: RowTexts): RowTexts {
  const { closedAt, ...rest } = texts;
  const isOwnHeading = withoutCaseAndSpaces(headings['closedAt'] ?? '') === 'closedat';
  const isClosedDeal = isClosed((texts['stage'] ?? '') as DealStage);
  return closedAt === undefined || isOwnHeading || isClosedDeal ? texts : rest;
}
