import { Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AtDoor, PathId } from '../access/caller.decorators.js';
import type { Entry } from '../access/entry.js';
import { RequirePermission, RequirePermissionOrOneself } from '../access/marks.js';
import { seatLimitReached } from '../billing/billing.problems.js';
import {
  accountDeleted,
  alreadyAMember,
  memberNotActive,
  memberNotFound,
  newOwnerNotActive,
  ownerCannotLeave,
  reinstatementExpired,
} from '../membership/membership.problems.js';
import type { MembershipId } from '../platform/ids/ids.js';
import { Describe } from '../platform/openapi/describe.js';
import { RemovalDto, RemovalQueryDto } from './dto/removal.dto.js';
import { RemovalPreviewDto, ReinstatedMemberDto } from './dto/removal-preview.dto.js';
import { Reinstatements } from './reinstatements.service.js';
import { RemovalPreviews } from './removal-preview.service.js';
import { Removals } from './removals.service.js';

@ApiTags('Members')
@Controller('organizations/:organizationId/members')
export class RemovalController {
  constructor(
    private readonly removals: Removals,
    private readonly previews: RemovalPreviews,
    private readonly reinstatements: Reinstatements,
  ) {}

  @Get(':membershipId/removal-preview')
  @RequirePermission('members:manage')
  @Describe({
    id: 'members.previewRemoval',
    summary: 'See what a removal would touch',
    answer: RemovalPreviewDto,
    problems: [memberNotFound],
  })
  preview(@AtDoor() entry: Entry, @PathId('membershipId') id: MembershipId): Promise<RemovalPreviewDto> {
    return this.previews.read(entry, id);
  }

  @Post(':membershipId/reinstate')
  @HttpCode(200)
  @RequirePermission('members:manage')
  @Describe({
    id: 'members.reinstate',
    summary: 'Undo a removal',
    description:
      'Within seven days, a seat being free: the same membership is active again with its role. What the removal moved and no one ' +
      'has given away since returns by the reassignment in the answer, also what was handed over; API keys do not. An open ' +
      'invitation to them is used up.',
    answer: ReinstatedMemberDto,
    problems: [memberNotFound, alreadyAMember, accountDeleted, reinstatementExpired, seatLimitReached],
  })
  reinstate(@AtDoor() entry: Entry, @PathId('membershipId') id: MembershipId): Promise<ReinstatedMemberDto> {
    return this.reinstatements.reinstate(entry, id);
  }

  @Delete(':membershipId')
  @HttpCode(202)
  @RequirePermissionOrOneself('members:manage')
  @Describe({
    id: 'members.remove',
    summary: 'Remove a member, or leave',
    description:
      'Access ends with the next request and the seat is free. The membership stays as history; leads, deals, campaigns ' +
      'and sequences become unassigned, or go to `reassignTo`. Their API keys end, and the open invitations that they or those ' +
      'keys sent are revoked.',
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
