import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { AuditLog } from '../../audit/audit-log.js';
import type { SeatReport } from '../../billing/seats/seat.policy.js';
import { Seats } from '../../billing/seats/seats.js';
import { Memberships } from '../../membership/memberships.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Problem } from '../../platform/http/problem.js';
import { requestContext } from '../../platform/http/request-context.js';
import { validationProblem } from '../../platform/http/validation-problem.js';
import { newId, type InvitationId } from '../../platform/ids/ids.js';
import type { BulkInvitationDto, BulkInviteDto, BulkResultDto } from '../dto/bulk-invitation.dto.js';
import { InviteDto, type InvitationDto } from '../dto/invitation.dto.js';
import { InvitationMails } from '../mail/invitation-mails.js';
import { normalizeMessage } from '../invitation-message.policy.js';
import { hashToken, newToken } from '../invitation-token.js';
import { alreadyMemberProblem, alreadyInvitedProblem } from '../invitation.problems.js';
import { InvitedAddresses } from './invited-addresses.js';

/** Inviting people by email, one or many. */
@Injectable()
export class InvitationCreation {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly seats: Seats,
    private readonly memberships: Memberships,
    private readonly invitedAddresses: InvitedAddresses,
    private readonly mails: InvitationMails,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Invites an address for seven days: reserves a seat and enqueues the email.
   *
   * @throws 409 `already-a-member`, `already-invited`, `seat-limit-reached`, in this order; 429 above the limits for emails
   */
  async create(auth: AuthorizedContext, dto: InviteDto): Promise<InvitationDto> {
    return this.tenants.write(auth, (tx) => this.createIn(tx, auth, this.seats.lock(tx), dto));
  }

  /** Invites up to a hundred addresses; when one is refused, the others are still invited. */
  async createMany(auth: AuthorizedContext, { invitations, message }: BulkInviteDto): Promise<BulkInvitationDto> {
    return this.tenants.write(auth, async (tx) => {
      const { plan } = await this.seats.lock(tx);
      const dtos = invitations.map((item) =>
        plainToInstance(InviteDto, { ...(message === undefined ? {} : { message }), ...item }),
      );
      await this.mails.lockMailboxes(
        tx,
        dtos.map(addressOf).filter((email) => email !== ''),
        auth.caller,
      );
      const results: BulkResultDto[] = [];
      for (const item of dtos) {
        results.push(
          await this.resultOf(item, (dto) =>
            tx.savepoint(() => this.createIn(tx, auth, this.seats.report(tx, plan), dto)),
          ),
        );
      }
      return { results };
    });
  }

  private async resultOf(dto: InviteDto, invite: (dto: InviteDto) => Promise<InvitationDto>): Promise<BulkResultDto> {
    const email = addressOf(dto);
    try {
      const errors = await validate(dto, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
      if (errors.length > 0) throw validationProblem(errors);
      return { email, status: 201, invitation: await invite(dto) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { email, status: error.kind.status, problem: error.toBody(requestContext.getStore()?.requestId ?? '') };
    }
  }

  /** All that the decision needs is read in one round trip, and all that is written is sent in one. */
  private async createIn(
    tx: TenantTransaction,
    auth: AuthorizedContext,
    seats: Promise<SeatReport>,
    { email, role, message: given }: InviteDto,
  ): Promise<InvitationDto> {
    const [report, isMember, { isInvited, now, expiresAt }, mailCounts] = await Promise.all([
      seats,
      this.memberships.hasMemberWithAddress(tx, email),
      this.invitedAddresses.checkAddress(tx, email),
      this.mails.countSentMails(tx, email, auth.caller),
    ]);
    if (isMember) throw alreadyMemberProblem(email);
    if (isInvited) throw alreadyInvitedProblem(email);
    const id = newId<InvitationId>();
    const token = newToken(tx.organizationId);
    const message = given === undefined ? null : normalizeMessage(given);
    const { membershipId, id: callerId, name: inviterName } = auth.caller;
    tx.executeDeferred(
      `insert into invitation (organization_id, id, email, role, status, token_hash, invited_by, invited_by_key,
                               created_at, last_sent_at, expires_at, message)
       values ($1, $2, $3, $4, 'pending', $5, $6, $7, $8, $8, $9, $10)`,
      [
        tx.organizationId,
        id,
        email,
        role,
        hashToken(token),
        membershipId,
        membershipId ? null : callerId,
        now,
        expiresAt,
        message,
      ],
    );
    this.seats.takeForInvitation(tx, report, id, expiresAt);
    this.mails.enqueueMail(tx, mailCounts, id, token);
    this.audit.recordAuditEvent(tx, {
      action: 'invitation.sent',
      actor: auth.actor,
      target: { kind: 'invitation', id, name: email },
      changes: { role: { from: null, to: role } },
    });
    const times = { createdAt: now, lastSentAt: now, expiresAt };
    const invitedBy = { membershipId, name: inviterName };
    return { id, email, role, status: 'pending', emailStatus: 'queued', invitedBy, message, ...times };
  }
}

/** The address of an invitation that was not validated yet; empty where it has none. */
function addressOf({ email }: { email: unknown }): string {
  return typeof email === 'string' ? email : '';
}
