import { Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, PathId } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { RequirePermission, RequirePermissionOrOneself } from '../../access/access-rules.js';
import { seatLimitReached } from '../../billing/billing.problems.js';
import {
  accountDeleted,
  alreadyAMember,
  memberNotActive,
  memberNotFound,
  newOwnerNotActive,
  ownerCannotLeave,
  reinstatementExpired,
} from '../../membership/membership.problems.js';
import type { MembershipId } from '../../platform/ids/ids.js';
import { Describe } from '../../platform/openapi/describe.js';
import { RemovalDto, RemovalQueryDto } from '../dto/removal.dto.js';
import { RemovalPreviewDto, ReinstatedMemberDto } from '../dto/removal-preview.dto.js';
import { Reinstatements } from './reinstate-member.js';
import { RemovalPreviews } from './preview-removal.js';
import { Removals } from './remove-member.js';

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
    summary: 'Preview a removal',
    answer: RemovalPreviewDto,
    problems: [memberNotFound],
  })
  preview(@Auth() auth: AuthorizedContext, @PathId('membershipId') id: MembershipId): Promise<RemovalPreviewDto> {
    return this.previews.get(auth, id);
  }

  @Post(':membershipId/reinstate')
  @HttpCode(200)
  @RequirePermission('members:manage')
  @Describe({
    id: 'members.reinstate',
    summary: 'Undo a removal',
    description:
      'Within seven days, if a seat is free. The same membership becomes active again with its role. Records that the removal moved, ' +
      'also those with a new owner, are returned by the reassignment in the response, unless they were reassigned since. API keys are ' +
      'not restored. A pending invitation to them is marked as accepted.',
    answer: ReinstatedMemberDto,
    problems: [memberNotFound, alreadyAMember, accountDeleted, reinstatementExpired, seatLimitReached],
  })
  reinstate(@Auth() auth: AuthorizedContext, @PathId('membershipId') id: MembershipId): Promise<ReinstatedMemberDto> {
    return this.reinstatements.reinstate(auth, id);
  }

  @Delete(':membershipId')
  @HttpCode(202)
  @RequirePermissionOrOneself('members:manage')
  @Describe({
    id: 'members.remove',
    summary: 'Remove a member, or leave',
    description:
      'Their access ends with the next request and the seat is released. The membership stays as history. Leads, deals, campaigns ' +
      'and sequences become unassigned, or are reassigned to `reassignTo`. Their API keys and the pending invitations that they or those ' +
      'keys sent are revoked.',
    status: 202,
    answer: RemovalDto,
    problems: [memberNotFound, ownerCannotLeave, memberNotActive, newOwnerNotActive],
  })
  remove(
    @Auth() auth: AuthorizedContext,
    @PathId('membershipId') id: MembershipId,
    @Query() query: RemovalQueryDto,
  ): Promise<RemovalDto> {
    return this.removals.remove(auth, id, query);
  }
}
