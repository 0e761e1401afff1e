import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject } from 'class-validator';
import { alreadyAMember } from '../../membership/membership.problems.js';
import { IsOptionalNotNull } from '../../platform/http/is-optional-not-null.js';
import { IsText } from '../../platform/text/is-text.js';
import { MAX_MESSAGE_LENGTH, refusalOfMessage } from '../invitation-message.policy.js';
import { InvitationDto, InviteDto } from './invitation.dto.js';

export class BulkInviteDto {
  /**
   * Up to 100 invitations, each with its own result.
   * @example [{ "email": "grace@example.com", "role": "member" }]
   */
  @ApiProperty({ type: () => [InviteDto] })
  @IsArray({ message: 'Enter a list of invitations, each with an email address and a role.' })
  @ArrayMinSize(1, { message: 'Enter 1 to 100 invitations.' })
  @ArrayMaxSize(100, { message: 'Enter 1 to 100 invitations.' })
  @IsObject({ each: true, message: 'Enter an email address and a role for each invitation.' })
  invitations: object[];

  /**
   * The personal message of those invitations that have none of their own.
   * @example "Welcome to the team!"
   */
  @IsOptionalNotNull()
  @IsText({ form: 'text', max: MAX_MESSAGE_LENGTH }, refusalOfMessage)
  message?: string;
}

/** The result of one invitation: the invitation, or the problem. */
export class BulkResultDto {
  /** @example grace@example.com */
  email: string;

  /**
   * The status that the call for a single invitation would have: 201, or the status of the problem.
   * @example 201
   */
  status: number;

  invitation?: InvitationDto;

  /** The body that the call for a single invitation would have. */
  @ApiPropertyOptional({ allOf: [{ $ref: '#/components/schemas/Problem' }] })
  problem?: Record<string, unknown>;
}

/** An address that was invited, and one that was refused. */
const BULK_EXAMPLE = [
  {
    email: 'grace@example.com',
    status: 201,
    invitation: {
      id: '019ab970-1c00-7000-8000-000000000003',
      email: 'grace@example.com',
      role: 'member',
      status: 'pending',
      emailStatus: 'queued',
      invitedBy: { membershipId: '019ab970-1c00-7000-8000-000000000002', name: 'Ada Lovelace' },
      message: null,
      createdAt: '2026-11-24T09:00:00.000Z',
      lastSentAt: '2026-11-24T09:00:00.000Z',
      expiresAt: '2026-12-01T09:00:00.000Z',
    },
  },
  {
    email: 'ada@example.com',
    status: alreadyAMember.status,
    problem: {
      type: `/problems/${alreadyAMember.code}`,
      ...alreadyAMember,
      requestId: '0b8f7f6e-8f0d-4c8e-9a0a-3c1b7f1e2d3c',
    },
  },
];

export class BulkInvitationDto {
  /** The results, in the order of the request. */
  @ApiProperty({ type: () => [BulkResultDto], example: BULK_EXAMPLE })
  results: BulkResultDto[];
}
