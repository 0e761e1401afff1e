import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '../access/caller.decorators.js';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { RequirePermission } from '../access/access-rules.js';
import type { BinaryAnswer } from '../platform/http/binary-answer.js';
import { serviceUnavailable } from '../platform/http/problem.js';
import { Describe } from '../platform/openapi/describe.js';
import { fileStoreUnavailable } from '../platform/storage/file-store.js';
import { ReportQueryDto } from './dto/report.dto.js';
import { RevenueDto, RevenueQueryDto } from './dto/revenue.dto.js';
import { SummaryDto, SummaryQueryDto } from './dto/summary.dto.js';
import { TeamDto, TeamQueryDto } from './dto/team.dto.js';
import { describeColumns } from './report/report-columns.js';
import { Reports } from './report/report.service.js';
import { Revenue } from './revenue.service.js';
import { Summaries } from './summary/summary.service.js';
import { Team } from './team.service.js';

@ApiTags('Analytics')
@Controller('organizations/:organizationId/analytics')
export class AnalyticsController {
  constructor(
    private readonly revenue: Revenue,
    private readonly team: Team,
    private readonly summaries: Summaries,
    private readonly reports: Reports,
  ) {}

  @Get('revenue')
  @RequirePermission('analytics:view')
  @Describe({
    id: 'analytics.getRevenue',
    summary: 'Get revenue and targets',
    description:
      'The value of deals that are `closed_won`, by the month and fiscal quarter of their `closedAt` in the ' +
      "organization's timezone. It includes every deal closed so far in the organization's currency, also unassigned ones. Other " +
      'currencies are listed separately and never converted. Only targets in the current currency are used: a month has its ' +
      'own or the default monthly one, a quarter its own or the default quarterly one. A Member sees only the deals that they ' +
      'own, without targets. A sum beyond 2^53−1 minor units is shown as 2^53−1.',
    answer: RevenueDto,
  })
  getRevenue(@Auth() auth: AuthorizedContext, @Query() { fiscalYear }: RevenueQueryDto): Promise<RevenueDto> {
    return this.revenue.getRevenue(auth, fiscalYear);
  }

  @Get('summary')
  @RequirePermission('analytics:view')
  @Describe({
    id: 'analytics.getSummary',
    summary: 'Get key figures, pace and forecast',
    description:
      "The key figures of a range of days in the organization's timezone, each with that of the compared days and the change. " +
      'Without `from` and `to` it is the current fiscal quarter, as for the team. `pace` compares the revenue with the target spread ' +
      'evenly over the time of the range (straight-line pacing). `forecast` is for the current fiscal quarter: its revenue so far, plus the average ' +
      'revenue of the last 90 days for the time that is left (`revenue + trailing × remaining / 90 days`). Deals in other currencies ' +
      'count only in the win rate. A Member sees only the figures of the deals that they own, without targets (`scope` is `own`).',
    answer: SummaryDto,
  })
  getSummary(@Auth() auth: AuthorizedContext, @Query() query: SummaryQueryDto): Promise<SummaryDto> {
    return this.summaries.getSummary(auth, query);
  }

  @Get('team')
  @RequirePermission('analytics:view')
  @Describe({
    id: 'analytics.getTeam',
    summary: 'Get team performance',
    description:
      "The range includes both days, in the organization's timezone. There is a row for every active member, and for " +
      'removed members who have figures, sorted by revenue, then by deals won, then by name. A deal counts for its current ' +
      'owner: a deal that gets a new owner counts for the new one. While the deal of a removed owner is unassigned, it still counts ' +
      'for the removed owner. Other unassigned deals are included only in the revenue. `pipelineCreated` is the value of the ' +
      'deals that were created in the range, at any stage, including won and lost ones. A call counts for ' +
      'the member who made it, by `startedAt`. A Member sees only their own row.',
    answer: TeamDto,
  })
  async getTeam(@Auth() auth: AuthorizedContext, @Query() query: TeamQueryDto): Promise<TeamDto> {
    return { data: await this.team.list(auth, query) };
  }

  @Get('report.pdf')
  @RequirePermission('analytics:view')
  @Describe({
    id: 'reports.getPdf',
    summary: 'Get a report as PDF',
    description:
      'The report of a month or fiscal quarter: revenue and target, a chart of the fiscal year, key figures compared with the period before and ' +
      'with last year, its quarters, the team, and other currencies; members without deals are one line; ' +
      "times in the organization's timezone. Names can contain Latin, Greek, Cyrillic, Devanagari, Arabic, Hebrew, Chinese, Japanese " +
      'and Korean letters; letters of other scripts are shown as an ellipsis, emoji are left out. Of a team of more than 1,000 members, the first ' +
      '1,000 are listed, and of a name the first 64 letters. A Member gets a report of their own figures only. Reports are created one ' +
      'after the other; `service-unavailable` if too many requests of the organization are waiting.',
    file: 'application/pdf',
    problems: [fileStoreUnavailable, serviceUnavailable],
  })
  getPdfReport(@Auth() auth: AuthorizedContext, @Query() { period }: ReportQueryDto): Promise<BinaryAnswer> {
    return this.reports.createPdf(auth, period);
  }

  @Get('report.csv')
  @RequirePermission('analytics:view')
  @Describe({
    id: 'reports.getCsv',
    summary: 'Get a report as CSV',
    description:
      'The numbers of the PDF report in one table, in UTF-8 with a header line. In a spreadsheet, filter the column `section` to see ' +
      'one kind of rows. A text that a spreadsheet would evaluate as a formula is prefixed with an apostrophe. A Member gets a report of ' +
      `their own figures only. The columns, whose names and order do not change:\n\n${describeColumns()}`,
    file: 'text/csv',
    problems: [serviceUnavailable],
  })
  getCsvReport(@Auth() auth: AuthorizedContext, @Query() { period }: ReportQueryDto): Promise<BinaryAnswer> {
    return this.reports.createCsv(auth, period);
  }
}
