import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Auth } from '../access/caller.decorators.js';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { RequirePermission } from '../access/access-rules.js';
import { LimitConcurrency } from '../access/route-metadata.js';
import { EXPORTS_AT_ONCE } from '../platform/http/concurrency-limiter.js';
import type { Page } from '../platform/lists/keyset.js';
import { Describe } from '../platform/openapi/describe.js';
import { AuditEvents } from './audit-events.service.js';
import { AuditExports } from './audit-exports.service.js';
import { AuditEventDto, AuditEventQueryDto, AuditExportQueryDto } from './dto/audit-event.dto.js';

const ABOUT_EXPORTS =
  'All events that the list returns with these filters, newest first. The export is itself an event, `audit_log.exported`, ' +
  'which the file does not contain. If an export cannot be completed, the connection is aborted: a file without its last ' +
  'line is incomplete.';

@ApiTags('Audit')
@Controller('organizations/:organizationId')
export class AuditController {
  constructor(
    private readonly events: AuditEvents,
    private readonly exports: AuditExports,
  ) {}

  @Get('audit-events')
  @RequirePermission('audit:view')
  @Describe({
    id: 'auditEvents.list',
    summary: 'Read the audit log',
    description: 'Newest first. Filters can be combined.',
    answer: AuditEventDto,
    list: true,
  })
  list(@Auth() auth: AuthorizedContext, @Query() query: AuditEventQueryDto): Promise<Page<AuditEventDto>> {
    return this.events.list(auth, query);
  }

  @Get('audit-events.csv')
  @RequirePermission('audit:view')
  @LimitConcurrency(EXPORTS_AT_ONCE)
  @Describe({
    id: 'auditEvents.exportCsv',
    summary: 'Export the audit log as a CSV file',
    description:
      `${ABOUT_EXPORTS} Times are in the organization's timezone with their offset. A text that a spreadsheet would evaluate ` +
      'as a formula is prefixed with an apostrophe. The last row begins with `# events: ` and the number of events, and has ' +
      'their numbers by action in the column `changes`.',
    file: 'text/csv',
  })
  exportCsv(
    @Auth() auth: AuthorizedContext,
    @Query() query: AuditExportQueryDto,
    @Res() response: Response,
  ): Promise<void> {
    return this.exports.stream(auth, 'csv', query, response);
  }

  @Get('audit-events.ndjson')
  @RequirePermission('audit:view')
  @LimitConcurrency(EXPORTS_AT_ONCE)
  @Describe({
    id: 'auditEvents.exportNdjson',
    summary: 'Export the audit log as NDJSON',
    description:
      `${ABOUT_EXPORTS} Each line is an event as the list returns it. The last line is ` +
      '`{ "trailer": { "events": 2, "byAction": { "member.removed": 2 } } }`.',
    file: 'application/x-ndjson',
  })
  exportNdjson(
    @Auth() auth: AuthorizedContext,
    @Query() query: AuditExportQueryDto,
    @Res() response: Response,
  ): Promise<void> {
    return this.exports.stream(auth, 'ndjson', query, response);
  }
}
