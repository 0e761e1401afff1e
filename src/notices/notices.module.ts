import { fileURLToPath } from 'node:url';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnalyticsModule } from '../analytics/analytics.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { readTemplate } from '../platform/mail/index.js';
import { ReportPrintJob } from './monthly-report/report-print.job.js';
import { ReportScheduledRun } from './monthly-report/report-scheduled-run.job.js';
import { NoticeMailJob } from './notice-mail.job.js';
import { NOTICE_TEMPLATE } from './notice-template.js';
import { Notices } from './notices.js';
import { BillingModule } from '../billing/billing.module.js';
import { ReportSubscriptions } from './subscription/report-subscriptions.js';
import { EmailPreferencesController, UnsubscribeController } from './subscription/subscription.controllers.js';
import { NOTICES_TABLES } from './notices.tables.js';

/** Emails other than invitations: notices to the owner of an organization, and the monthly report. */
@Module({
  imports: [AnalyticsModule, BillingModule, OrganizationModule, TypeOrmModule.forFeature(NOTICES_TABLES.entities)],
  controllers: [EmailPreferencesController, UnsubscribeController],
  providers: [
    Notices,
    ReportSubscriptions,
    NoticeMailJob,
    ReportScheduledRun,
    ReportPrintJob,
    {
      provide: NOTICE_TEMPLATE,
      useFactory: () => readTemplate(fileURLToPath(new URL('mail/', import.meta.url)), 'notice.html'),
    },
  ],
})
export class NoticesModule {}
