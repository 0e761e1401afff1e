import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, PathId } from '../access/caller.decorators.js';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { RequirePermission } from '../access/access-rules.js';
import type { MembershipId } from '../platform/ids/ids.js';
import type { Page } from '../platform/lists/keyset.js';
import { Describe } from '../platform/openapi/describe.js';
import { ChangeRoleDto, MemberCountsDto, MemberDto, MemberListQueryDto } from './dto/member.dto.js';
import { Members } from './members.service.js';
import { memberNotActive, memberNotFound, ownerRoleIsFixed } from './membership.problems.js';

@ApiTags('Members')
@Controller('organizations/:organizationId/members')
export class MembersController {
  constructor(private readonly members: Members) {}

  @Get()
  @RequirePermission('members:view')
  @Describe({
    id: 'members.list',
    summary: 'List the members',
    description: 'Active members, unless `status` says otherwise; sorted by name, unless `sort` says otherwise.',
    answer: MemberDto,
    list: true,
  })
  list(@Auth() auth: AuthorizedContext, @Query() query: MemberListQueryDto): Promise<Page<MemberDto>> {
    return this.members.list(auth, query);
  }

  // Before the call with an id in its place.
  @Get('counts')
  @RequirePermission('members:view')
  @Describe({
    id: 'members.count',
    summary: 'Count the members and the invitations',
    description:
      'All of them, whatever a list is filtered by. Invitations are counted for callers with `members:manage`.',
    answer: MemberCountsDto,
  })
  counts(@Auth() auth: AuthorizedContext): Promise<MemberCountsDto> {
    return this.members.counts(auth);
  }

  @Get(':membershipId')
  @RequirePermission('members:view')
  @Describe({ id: 'members.get', summary: 'Get a member', answer: MemberDto, problems: [memberNotFound] })
  get(@Auth() auth: AuthorizedContext, @PathId('membershipId') id: MembershipId): Promise<MemberDto> {
    return this.members.get(auth, id);
  }

  @Patch(':membershipId')
  @RequirePermission('members:manage')
  @Describe({
    id: 'members.update',
    summary: "Change a member's role",
    description: "To admin, member or viewer. It applies from their next request. The owner's role cannot be changed.",
    answer: MemberDto,
    problems: [memberNotFound, ownerRoleIsFixed, memberNotActive],
  })
  changeRole(
    @Auth() auth: AuthorizedContext,
    @PathId('membershipId') id: MembershipId,
    @Body() { role }: ChangeRoleDto,
  ): Promise<MemberDto> {
    return this.members.changeRole(auth, id, role);
  }
}
