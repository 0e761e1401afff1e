import { Module } from '@nestjs/common';
import { OrganizationModule } from '../organization/organization.module.js';
import { AnalyticsController } from './analytics.controller.js';
import { ReportPrinter } from './report/report-printer.js';
import { Reports } from './report/report.service.js';
import { Revenue } from './revenue.service.js';
import { Summaries } from './summary/summary.service.js';
import { Team } from './team.service.js';

/** Revenue and targets, key figures, team performance, and the report of both. */
@Module({
  imports: [OrganizationModule],
  controllers: [AnalyticsController],
  providers: [Revenue, Team, Summaries, Reports, ReportPrinter],
  exports: [Reports],
})
export class AnalyticsModule {}
