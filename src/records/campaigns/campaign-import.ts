import { OWNER_HEADINGS, ownValues, type ImportHints } from '../csv/import-hints.js';
import { CAMPAIGN_STATUSES } from './campaign.dto.js';

const TIME_AFTER_SPACE = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})(?::00)?$/;

/** Campaigns as HubSpot and Salesforce export them. */
export const campaignImport: ImportHints = {
  fields: [],
  parts: {},
  headings: {
    name: ['Campaign Name', 'Title'],
    status: ['Campaign Status'],
    ownerId: ['Campaign Owner', ...OWNER_HEADINGS],
  },
  values: { status: { ...ownValues(CAMPAIGN_STATUSES), Planned: 'draft', 'In Progress': 'active' } },
  refusals: {},
  // The format in which spreadsheets write a local time.
  combine: ({ scheduledFor, ...texts }) => ({
    ...texts,
    ...(scheduledFor === undefined ? {} : { scheduledFor: scheduledFor.replace(TIME_AFTER_SPACE, '$1T$2') }),
  }),
};
