import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AtDoor } from '../access/caller.decorators.js';
import type { Entry } from '../access/entry.js';
import { RequirePermission } from '../access/marks.js';
import type { BinaryAnswer } from '../platform/http/binary-answer.js';
import { serviceUnavailable } from '../platform/http/problem.js';
import { Describe } from '../platform/openapi/describe.js';
import { fileStoreUnavailable } from '../platform/storage/file-store.js';
import { ReportQueryDto } from './dto/report.dto.js';
import { RevenueDto, RevenueQueryDto } from './dto/revenue.dto.js';
import { TeamDto, TeamQueryDto } from './dto/team.dto.js';
import { Reports } from './report/report.service.js';
import { Revenue } from './revenue.service.js';
import { Team } from './team.service.js';

@ApiTags('Analytics')
@Controller('organizations/:organizationId/analytics')
export class AnalyticsController {
  constructor(
    private readonly revenue: Revenue,
    private readonly team: Team,
    private readonly reports: Reports,
  ) {}

  @Get('revenue')
  @RequirePermission('analytics:view')
  @Describe({
    id: 'analytics.getRevenue',
    summary: 'Revenue against targets',
    description:
      'The amount of the deals that are `closed_won`, by the month and fiscal quarter of their `closedAt` in the ' +
      "organization's timezone; exact at once. Deals in the organization's currency count, unassigned ones too; other " +
      'currencies stand apart and are never converted. A target counts while it is in the present currency: a month has its ' +
      'own or the standing monthly one, a quarter its own or the standing quarterly one. A Member sees the deals that they ' +
      'own, without targets. A sum beyond 2^53−1 minor units is shown as that.',
    answer: RevenueDto,
  })
  ofYear(@AtDoor() entry: Entry, @Query() { fiscalYear }: RevenueQueryDto): Promise<RevenueDto> {
    return this.revenue.ofYear(entry, fiscalYear);
  }

  @Get('team')
  @RequirePermission('analytics:view')
  @Describe({
    id: 'analytics.getTeam',
    summary: 'What the team has done',
    description:
      "Days are days in the organization's timezone, both included. A row for every active member, zeros included, and for " +
      'removed ones who have figures; most revenue first, then most deals won, then by name. A deal counts for its owner ' +
      'now: whoever is handed a deal is handed its figures. Once its owner was removed and nobody has it yet, it still counts ' +
      'for them; other unassigned deals count for nobody here, only in the revenue. `pipelineCreated` is the amount of the ' +
      'deals that were created in the range, whatever stage they have reached, won and lost ones included. A call counts for ' +
      'whoever made it, by `startedAt`. A Member sees their own row only.',
    answer: TeamDto,
  })
  async ofTeam(@AtDoor() entry: Entry, @Query() query: TeamQueryDto): Promise<TeamDto> {
    return { data: await this.team.list(entry, query) };
  }

  @Get('report.pdf')
  @RequirePermission('analytics:view')
  @Describe({
    id: 'reports.getPdf',
    summary: 'The report of a month or fiscal quarter, printed',
    description:
      'With logo and name: revenue against target, the fiscal year as a chart, its quarters, the team, and other currencies; ' +
      "times in the organization's timezone. Names in Latin, Greek, Cyrillic, Devanagari, Arabic, Hebrew, Chinese, Japanese " +
      'and Korean letters are set; of other scripts and of emoji only boxes are shown. Of a team of more than 1,000 the first ' +
      '1,000 are printed, and of a name 64 letters. The report of a Member holds their own figures only. Reports are made one ' +
      'after the other; `service-unavailable` while more than a few of the organization wait.',
    file: 'application/pdf',
    problems: [fileStoreUnavailable, serviceUnavailable],
  })
  asPdf(@AtDoor() entry: Entry, @Query() { period }: ReportQueryDto): Promise<BinaryAnswer> {
    return this.reports.asPdf(entry, period);
  }

  @Get('report.csv')
  @RequirePermission('analytics:view')
  @Describe({
    id: 'reports.getCsv',
    summary: 'The report of a month or fiscal quarter, as a table',
    description:
      'The numbers of the printed report in one table, UTF-8 with a line of names: `section` tells the rows of the period ' +
      '(`report`), the months and quarters of its fiscal year, the team and other currencies apart. Amounts are decimal ' +
      "numbers in the row's currency, `asOf` is the time in the organization's timezone with its offset. A text that a " +
      'spreadsheet would take for a formula begins with an apostrophe. The report of a Member holds their own figures only.',
    file: 'text/csv',
    problems: [serviceUnavailable],
  })
  asCsv(@AtDoor() entry: Entry, @Query() { period }: ReportQueryDto): Promise<BinaryAnswer> {
    return this.reports.asCsv(entry, period);
  }
}
