import { OWNER_HEADINGS, ownValues, type ImportHints } from '../csv/import-hints.js';
import { CAMPAIGN_STATUSES } from './campaign.dto.js';

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
};
