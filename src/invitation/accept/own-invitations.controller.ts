import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, PathId } from '../../access/caller.decorators.js';
import type { SignedInCaller } from '../../access/auth.guard.js';
import { SignedIn } from '../../access/access-rules.js';
import { seatLimitReached } from '../../billing/billing.problems.js';
import { alreadyAMember } from '../../membership/membership.problems.js';
import type { InvitationId } from '../../platform/ids/ids.js';
import type { Page } from '../../platform/lists/keyset.js';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { Describe } from '../../platform/openapi/describe.js';
import { InvitationAcceptance } from './accept-invitation.js';
import { AcceptedInvitationDto, DeclinedInvitationDto, OwnInvitationDto } from '../dto/invitation.dto.js';
import {
  invitationDeclined,
  invitationExpired,
  invitationNotFound,
  invitationRevoked,
  invitationUsed,
} from '../invitation.problems.js';

const INVITATION_ENDED = [invitationExpired, invitationRevoked, invitationDeclined, invitationUsed];

@ApiTags('Account')
@Controller('me/invitations')
export class OwnInvitationsController {
  constructor(private readonly acceptance: InvitationAcceptance) {}

  @Get()
  @SignedIn()
  @Describe({
    id: 'myInvitations.list',
    summary: 'List the pending invitations to your addresses',
    description: 'Pending invitations to any of your verified addresses, newest first.',
    answer: OwnInvitationDto,
    list: true,
  })
  list(@Caller() caller: SignedInCaller, @Query() query: ListQueryDto): Promise<Page<OwnInvitationDto>> {
    return this.acceptance.listOwn(caller, query);
  }

  @Post(':invitationId/accept')
  @HttpCode(200)
  @SignedIn()
  @Describe({
    id: 'myInvitations.accept',
    summary: 'Accept an invitation to one of your addresses',
    description: 'Like accepting it by the link in the email.',
    answer: AcceptedInvitationDto,
    problems: [invitationNotFound, alreadyAMember, seatLimitReached, ...INVITATION_ENDED],
  })
  accept(@Caller() caller: SignedInCaller, @PathId('invitationId') id: InvitationId): Promise<AcceptedInvitationDto> {
    return this.acceptance.accept(caller, { id });
  }

  @Post(':invitationId/decline')
  @HttpCode(200)
  @SignedIn()
  @Describe({
    id: 'myInvitations.decline',
    summary: 'Decline an invitation to one of your addresses',
    answer: DeclinedInvitationDto,
    problems: [invitationNotFound, ...INVITATION_ENDED],
  })
  decline(@Caller() caller: SignedInCaller, @PathId('invitationId') id: InvitationId): Promise<DeclinedInvitationDto> {
    return this.acceptance.decline(caller, { id });
  }
}
