import { Body, Controller, Get, Headers, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Auth, PathId } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { RequirePermission } from '../../access/access-rules.js';
import { LimitConcurrency } from '../../access/route-metadata.js';
import { newOwnerNotActive } from '../../membership/membership.problems.js';
import type { ReassignmentId } from '../../platform/ids/ids.js';
import type { Page } from '../../platform/lists/keyset.js';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { Describe } from '../../platform/openapi/describe.js';
import { DryRunDto, ReassignmentDto, RequestReassignmentDto } from '../dto/reassignment.dto.js';
import { reassignmentFinished, reassignmentNotFound } from '../offboarding.problems.js';
import { ReassignmentEvents, STREAMS_AT_ONCE } from './reassignment-events.js';
import { Reassignments } from './reassignments.service.js';

/** One event; the data is one line, shortened here to the most important properties. */
const PROGRESS_EXAMPLE =
  'event: progress\nid: 12\ndata: {"id":"019ab970-1c00-7000-8000-000000000009","status":"running","progress":{"total":800,"done":400}}\n\n';

@ApiTags('Reassignment')
@Controller('organizations/:organizationId/reassignments')
export class ReassignmentsController {
  constructor(
    private readonly reassignments: Reassignments,
    private readonly events: ReassignmentEvents,
  ) {}

  @Post()
  @HttpCode(202)
  @RequirePermission('records:reassign')
  @Describe({
    id: 'reassignments.create',
    summary: 'Reassign records in bulk',
    description:
      'To one member, to several by weight (exact to the record), or to no one. A job moves the records in batches; every record moves ' +
      'exactly once. For an active member, it moves the records that they own; for a removed member, also unassigned records that they ' +
      'owned last. With `dryRun` nothing moves, and the response is `{ dryRun, total, byKind }` with status 200.',
    status: 202,
    answer: ReassignmentDto,
    or: { answer: DryRunDto, status: 200 },
    problems: [newOwnerNotActive],
  })
  create(@Auth() auth: AuthorizedContext, @Body() dto: RequestReassignmentDto): Promise<ReassignmentDto | DryRunDto> {
    return this.reassignments.create(auth, dto);
  }

  @Get()
  @RequirePermission('records:reassign')
  @Describe({
    id: 'reassignments.list',
    summary: 'List the reassignments',
    description: 'Newest first.',
    answer: ReassignmentDto,
    list: true,
  })
  list(@Auth() auth: AuthorizedContext, @Query() query: ListQueryDto): Promise<Page<ReassignmentDto>> {
    return this.reassignments.list(auth, query);
  }

  @Get(':reassignmentId')
  @RequirePermission('records:reassign')
  @Describe({
    id: 'reassignments.get',
    summary: 'Get a reassignment',
    answer: ReassignmentDto,
    problems: [reassignmentNotFound],
  })
  get(@Auth() auth: AuthorizedContext, @PathId('reassignmentId') id: ReassignmentId): Promise<ReassignmentDto> {
    return this.reassignments.get(auth, id);
  }

  @Post(':reassignmentId/cancel')
  @HttpCode(200)
  @RequirePermission('records:reassign')
  @Describe({
    id: 'reassignments.cancel',
    summary: 'Cancel a reassignment',
    description: 'Takes effect after the current batch. Records that were moved already keep their new owner.',
    answer: ReassignmentDto,
    problems: [reassignmentNotFound, reassignmentFinished],
  })
  cancel(@Auth() auth: AuthorizedContext, @PathId('reassignmentId') id: ReassignmentId): Promise<ReassignmentDto> {
    return this.reassignments.cancel(auth, id);
  }

  @Get(':reassignmentId/events')
  @RequirePermission('records:reassign')
  @LimitConcurrency(STREAMS_AT_ONCE)
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Continue after this event.', example: '12' })
  @Describe({
    id: 'reassignments.streamProgress',
    summary: 'Stream the progress of a reassignment',
    description:
      'Server-sent events: `event: progress` with an `id` and the reassignment as data. The stream is closed after the last event. Read ' +
      'it with `fetch` and the `Authorization` header, never with a token in the URL. A caller may have five such streams open at once.',
    events: PROGRESS_EXAMPLE,
    problems: [reassignmentNotFound],
  })
  async streamProgress(
    @Auth() auth: AuthorizedContext,
    @PathId('reassignmentId') id: ReassignmentId,
    @Res() response: Response,
    @Headers('Last-Event-ID') lastEventId?: string,
  ): Promise<void> {
    await this.events.stream(auth, id, response, lastEventId);
  }
}
