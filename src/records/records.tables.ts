import type { ModuleTables } from '../platform/database/database-schema.js';
import { AutomationEntity } from './automations/automation.entity.js';
import { CallEntity } from './calls/call.entity.js';
import { CampaignEntity } from './campaigns/campaign.entity.js';
import { DealEntity } from './deals/deal.entity.js';
import { ImportRejectedRowEntity } from './imports/import-rejected-row.entity.js';
import { ImportRejectionEntity } from './imports/import-rejection.entity.js';
import { ImportEntity } from './imports/import.entity.js';
import { ImportChunkEntity } from './imports/storage/import-chunk.entity.js';
import { IntegrationEntity } from './integrations/integration.entity.js';
import { LeadEntity } from './leads/lead.entity.js';
import { SequenceEntity } from './sequences/sequence.entity.js';

/** The tables and functions of this module in the database. */
export const RECORDS_TABLES: ModuleTables = {
  module: 'records',
  entities: [
    AutomationEntity,
    CallEntity,
    CampaignEntity,
    DealEntity,
    ImportRejectedRowEntity,
    ImportRejectionEntity,
    ImportEntity,
    ImportChunkEntity,
    IntegrationEntity,
    LeadEntity,
    SequenceEntity,
  ],
  definerFunctions: ['find_records(text,text,integer)', 'refresh_record_statistics(text)'],
};
