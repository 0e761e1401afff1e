import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '../access/caller.decorators.js';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { RequirePermission } from '../access/access-rules.js';
import type { Page } from '../platform/lists/keyset.js';
import { Describe } from '../platform/openapi/describe.js';
import { AuditEvents } from './audit-events.service.js';
import { AuditEventDto, AuditEventQueryDto } from './dto/audit-event.dto.js';

@ApiTags('Audit')
@Controller('organizations/:organizationId/audit-events')
export class AuditController {
  constructor(private readonly events: AuditEvents) {}

  @Get()
  @RequirePermission('audit:view')
  @Describe({
    id: 'auditEvents.list',
    summary: 'Read the audit log',
    description: 'Newest first.',
    answer: AuditEventDto,
    list: true,
  })
  list(@Auth() auth: AuthorizedContext, @Query() query: AuditEventQueryDto): Promise<Page<AuditEventDto>> {
    return this.events.list(auth, query);
  }
}
