import { Module } from '@nestjs/common';
import { CampaignTurns } from './campaigns/campaign-turns.job.js';
import { recordController } from './kind/record-controller.js';
import { RecordFigures } from './figures/record-figures.service.js';
import { RecordOwners } from './kind/record-owners.js';
import { Records } from './kind/records.service.js';
import { RECORD_KINDS } from './record-kinds.js';

/** Leads, deals, campaigns, sequences, calls, automations and integrations. */
@Module({
  controllers: RECORD_KINDS.map(recordController),
  providers: [Records, RecordFigures, RecordOwners, CampaignTurns],
  exports: [Records, RecordFigures],
})
export class RecordsModule {}
