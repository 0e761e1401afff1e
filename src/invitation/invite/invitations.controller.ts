import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, PathId } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { RequirePermission } from '../../access/access-rules.js';
import { seatLimitReached } from '../../billing/billing.problems.js';
import { alreadyAMember } from '../../membership/membership.problems.js';
import type { InvitationId } from '../../platform/ids/ids.js';
import type { Page } from '../../platform/lists/keyset.js';
import { Describe } from '../../platform/openapi/describe.js';
import { BulkInvitationDto, BulkInviteDto } from '../dto/bulk-invitation.dto.js';
import { ChangeInvitationDto, InvitationDto, InvitationListQueryDto, InviteDto } from '../dto/invitation.dto.js';
import { alreadyInvited, invitationNotFound, invitationNotOpen, resendTooSoon } from '../invitation.problems.js';
import { InvitationCreation } from './create-invitation.js';
import { Invitations } from './invitations.service.js';

@ApiTags('Invitations')
@Controller('organizations/:organizationId/invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: Invitations,
    private readonly creation: InvitationCreation,
  ) {}

  @Get()
  @RequirePermission('members:manage')
  @Describe({
    id: 'invitations.list',
    summary: 'List the invitations',
    description: 'Newest first.',
    answer: InvitationDto,
    list: true,
  })
  list(@Auth() auth: AuthorizedContext, @Query() query: InvitationListQueryDto): Promise<Page<InvitationDto>> {
    return this.invitations.list(auth, query);
  }

  @Post()
  @RequirePermission('members:manage')
  @Describe({
    id: 'invitations.create',
    summary: 'Invite a person by email',
    description:
      'Reserves a seat for seven days and sends a link by email. The link is only in the email, and so is the personal message. At most 500 invitation emails an hour ' +
      'per organization, and 5 a day to one address from all organizations together.',
    status: 201,
    answer: InvitationDto,
    problems: [alreadyAMember, alreadyInvited, seatLimitReached],
  })
  create(@Auth() auth: AuthorizedContext, @Body() dto: InviteDto): Promise<InvitationDto> {
    return this.creation.create(auth, dto);
  }

  @Post('bulk')
  @HttpCode(200)
  @RequirePermission('members:manage')
  @Describe({
    id: 'invitations.createMany',
    summary: 'Invite several people',
    description:
      'Up to 100 people, each with their own result: when one invitation is refused, the others are still sent.',
    answer: BulkInvitationDto,
  })
  createMany(@Auth() auth: AuthorizedContext, @Body() dto: BulkInviteDto): Promise<BulkInvitationDto> {
    return this.creation.createMany(auth, dto);
  }

  @Post(':invitationId/resend')
  @HttpCode(200)
  @RequirePermission('members:manage')
  @Describe({
    id: 'invitations.resend',
    summary: 'Resend an invitation',
    description: 'With a new link, which is valid for seven days; the old link stops working. At most once a minute.',
    answer: InvitationDto,
    problems: [invitationNotFound, invitationNotOpen, alreadyAMember, alreadyInvited, seatLimitReached, resendTooSoon],
  })
  resend(@Auth() auth: AuthorizedContext, @PathId('invitationId') id: InvitationId): Promise<InvitationDto> {
    return this.invitations.resend(auth, id);
  }

  @Patch(':invitationId')
  @RequirePermission('members:manage')
  @Describe({
    id: 'invitations.changeRole',
    summary: "Change an invitation's role",
    description:
      'Only of a pending invitation. Its link and its expiry stay; no new email is sent, and the page behind the link shows the new role.',
    answer: InvitationDto,
    problems: [invitationNotFound, invitationNotOpen],
  })
  changeRole(
    @Auth() auth: AuthorizedContext,
    @PathId('invitationId') id: InvitationId,
    @Body() { role }: ChangeInvitationDto,
  ): Promise<InvitationDto> {
    return this.invitations.changeRole(auth, id, role);
  }

  @Delete(':invitationId')
  @HttpCode(204)
  @RequirePermission('members:manage')
  @Describe({
    id: 'invitations.revoke',
    summary: 'Revoke an invitation',
    description: 'Its link stops working immediately, and its seat becomes free.',
    status: 204,
    problems: [invitationNotFound, invitationNotOpen],
  })
  revoke(@Auth() auth: AuthorizedContext, @PathId('invitationId') id: InvitationId): Promise<void> {
    return this.invitations.revoke(auth, id);
  }
}
