import { Controller, Delete, HttpCode, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AtDoor, PathId } from '../access/caller.decorators.js';
import type { Entry } from '../access/entry.js';
import { RequirePermissionOrOneself } from '../access/marks.js';
import {
  memberNotActive,
  memberNotFound,
  newOwnerNotActive,
  ownerCannotLeave,
} from '../membership/membership.problems.js';
import type { MembershipId } from '../platform/ids/ids.js';
import { Describe } from '../platform/openapi/describe.js';
import { RemovalDto, RemovalQueryDto } from './dto/removal.dto.js';
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
