import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Caller } from '../../access/caller.decorators.js';
import type { SignedInCaller } from '../../access/auth.guard.js';
import { Public, SignedIn } from '../../access/access-rules.js';
import { seatLimitReached } from '../../billing/billing.problems.js';
import { alreadyAMember } from '../../membership/membership.problems.js';
import { Describe } from '../../platform/openapi/describe.js';
import { InvitationAcceptance } from './accept-invitation.js';
import { AcceptedInvitationDto, DeclinedInvitationDto, PublicInvitationDto } from '../dto/invitation.dto.js';
import {
  invitationDeclined,
  invitationExpired,
  invitationForAnotherEmail,
  invitationNotFound,
  invitationRevoked,
  invitationUsed,
} from '../invitation.problems.js';

const INVITATION_ENDED = [invitationExpired, invitationRevoked, invitationDeclined, invitationUsed];
const TOKEN = {
  name: 'token',
  description: 'The token in the link of the invitation email.',
  example: 'AZq5cBwAcACAAAAAAAAAAHV0Zi04LXNlY3JldC1vZi0yNTYtcmFuZG9tLWJpdHMh',
};

@ApiTags('Invitations')
@Controller('invitations')
export class InvitationLinksController {
  constructor(private readonly acceptance: InvitationAcceptance) {}

  @Get(':token')
  @Public()
  @ApiParam(TOKEN)
  @Describe({
    id: 'invitationLinks.get',
    summary: 'Get an invitation',
    description: 'For everyone who has the link, signed in or not. The address is masked.',
    answer: PublicInvitationDto,
    problems: [invitationNotFound],
  })
  get(@Param('token') token: string): Promise<PublicInvitationDto> {
    return this.acceptance.getByToken(token);
  }

  @Post(':token/accept')
  @HttpCode(200)
  @SignedIn()
  @ApiParam(TOKEN)
  @Describe({
    id: 'invitationLinks.accept',
    summary: 'Accept an invitation',
    description:
      'You need a verified address that equals the invited one. Accepting again has no effect while you are a member.',
    answer: AcceptedInvitationDto,
    problems: [invitationForAnotherEmail, invitationNotFound, alreadyAMember, seatLimitReached, ...INVITATION_ENDED],
  })
  accept(@Caller() caller: SignedInCaller, @Param('token') token: string): Promise<AcceptedInvitationDto> {
    return this.acceptance.accept(caller, { token });
  }

  @Post(':token/decline')
  @HttpCode(200)
  @SignedIn()
  @ApiParam(TOKEN)
  @Describe({
    id: 'invitationLinks.decline',
    summary: 'Decline an invitation',
    answer: DeclinedInvitationDto,
    problems: [invitationForAnotherEmail, invitationNotFound, ...INVITATION_ENDED],
  })
  decline(@Caller() caller: SignedInCaller, @Param('token') token: string): Promise<DeclinedInvitationDto> {
    return this.acceptance.decline(caller, { token });
  }
}
