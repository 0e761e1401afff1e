import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CampaignActivation } from './campaigns/activate-campaigns.job.js';
import { exportController } from './exports/export-controller.js';
import { Exports } from './exports/exports.service.js';
import { CsvThread } from './imports/file/csv-thread.js';
import { ImportChanges } from './imports/import-changed.event.js';
import { ImportJob } from './imports/import.job.js';
import { ImportReader } from './imports/import-reader.js';
import { importController, ImportsController } from './imports/import-controller.js';
import { ImportFiles } from './imports/storage/import-files.service.js';
import { ImportLeftovers } from './imports/storage/import-leftovers.job.js';
import { ImportPreviews } from './imports/import-previews.service.js';
import { ImportQueue } from './imports/import-queue.js';
import { Imports } from './imports/imports.service.js';
import { RejectedRows } from './imports/rejected-rows.service.js';
import { recordController } from './kind/record-controller.js';
import { RecordFigures } from './figures/record-figures.service.js';
import { RecordOwners } from './kind/record-owners.js';
import { Records } from './kind/records.service.js';
import { CSV_KINDS, RECORD_KINDS } from './record-kinds.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { RECORDS_TABLES } from './records.tables.js';

/** Leads, deals, campaigns, sequences, calls, automations and integrations. */
@Module({
  imports: [OrganizationModule, TypeOrmModule.forFeature(RECORDS_TABLES.entities)],
  controllers: [
    ...RECORD_KINDS.map(recordController),
    ...CSV_KINDS.map(importController),
    ImportsController,
    ...CSV_KINDS.map(exportController),
  ],
  providers: [
    Records,
    RecordFigures,
    RecordOwners,
    CampaignActivation,
    Imports,
    ImportPreviews,
    ImportQueue,
    ImportFiles,
    RejectedRows,
    ImportLeftovers,
    ImportChanges,
    ImportJob,
    ImportReader,
    CsvThread,
    Exports,
  ],
  exports: [ImportChanges, Records, RecordFigures],
})
export class RecordsModule {}
