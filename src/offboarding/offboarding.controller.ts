import { Controller, Delete, Get, HttpCode, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AtDoor, PathId } from '../access/caller.decorators.js';
import type { Entry } from '../access/entry.js';
import { RequirePermission, RequirePermissionOrOneself } from '../access/marks.js';
import {
  memberNotActive,
  memberNotFound,
  newOwnerNotActive,
  ownerCannotLeave,
} from '../membership/membership.problems.js';
import type { MembershipId, ReassignmentId } from '../platform/ids/ids.js';
import type { Page } from '../platform/lists/keyset.js';
import { ListQueryDto } from '../platform/lists/list-query.dto.js';
import { Describe } from '../platform/openapi/describe.js';
import { ReassignmentDto, RemovalDto, RemovalQueryDto } from './dto/removal.dto.js';
import { reassignmentNotFound } from './offboarding.problems.js';
import { Reassignments } from './reassignments.service.js';
import { Removals } from './removals.service.js';

@ApiTags('Members')
@Controller('organizations/:organizationId/members')
export class RemovalController {
  constructor(private readonly removals: Removals) {}

  @Delete(':membershipId')
  @HttpCode(202)
  @RequirePermissionOrOneself('members:manage')
  @Describe({
    summary: 'Remove a member, or leave',
    description:
      'Access ends with the next request and the seat is free. The membership stays as history; leads, deals, campaigns ' +
      'and sequences become unassigned, or go to `reassignTo`.',
    status: 202,
    answer: RemovalDto,
    problems: [memberNotFound, ownerCannotLeave, memberNotActive, newOwnerNotActive],
  })
  remove(
    @AtDoor() entry: Entry,
    @PathId('membershipId') id: MembershipId,
    @Query() query: RemovalQueryDto,
  ): Promise<RemovalDto> {
    return this.removals.remove(entry, id, query);
  }
}

@ApiTags('Reassignment')
@Controller('organizations/:organizationId/reassignments')
export class ReassignmentsController {
  constructor(private readonly reassignments: Reassignments) {}

  @Get()
  @RequirePermission('records:reassign')
  @Describe({ summary: 'List the reassignments', description: 'Newest first.', answer: ReassignmentDto, list: true })
  list(@AtDoor() entry: Entry, @Query() query: ListQueryDto): Promise<Page<ReassignmentDto>> {
    return this.reassignments.list(entry, query);
  }

  @Get(':reassignmentId')
  @RequirePermission('records:reassign')
  @Describe({ summary: 'Follow a reassignment', answer: ReassignmentDto, problems: [reassignmentNotFound] })
  read(@AtDoor() entry: Entry, @PathId('reassignmentId') id: ReassignmentId): Promise<ReassignmentDto> {
    return this.reassignments.read(entry, id);
  }
}
