import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { Entry } from '../access/entry.js';
import { AuditLog } from '../audit/audit-log.js';
import type { SeatReport } from '../billing/seat.policy.js';
import { Seats } from '../billing/seats.js';
import { Memberships } from '../membership/memberships.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { Problem } from '../platform/http/problem.js';
import { requestContext } from '../platform/http/request-context.js';
import { validationProblem } from '../platform/http/validation-problem.js';
import { newId, type InvitationId } from '../platform/ids/ids.js';
import type { BulkInvitationDto, BulkInviteDto, BulkResultDto } from './dto/bulk-invitation.dto.js';
import { InviteDto, type InvitationDto } from './dto/invitation.dto.js';
import { InvitationMails } from './invitation-mails.js';
import { hashToken, newToken } from './invitation-token.js';
import { isAMember, isInvitedAlready } from './invitation.problems.js';
import { PendingInvitations } from './pending-invitations.js';

/** Inviting people by email, one or many. */
@Injectable()
export class Inviting {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly seats: Seats,
    private readonly memberships: Memberships,
    private readonly pending: PendingInvitations,
    private readonly mails: InvitationMails,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Invites an address for seven days: reserves a seat and enqueues the email.
   *
   * @throws 409 `already-a-member`, `already-invited`, `seat-limit-reached`, in this order; 429 above the limits for emails
   */
  async invite(entry: Entry, dto: InviteDto): Promise<InvitationDto> {
    return this.tenants.write(entry, (tx) => this.inviteIn(tx, entry, this.seats.lock(tx), dto));
  }

  /** Invites up to a hundred addresses; when one is refused, the others are still invited. */
  async inviteMany(entry: Entry, { invitations }: BulkInviteDto): Promise<BulkInvitationDto> {
    return this.tenants.write(entry, async (tx) => {
      const { plan } = await this.seats.lock(tx);
      const dtos = invitations.map((item) => plainToInstance(InviteDto, item));
      await this.mails.takeTurns(
        tx,
        dtos.map(addressOf).filter((email) => email !== ''),
        entry.caller,
      );
      const results: BulkResultDto[] = [];
      for (const item of dtos) {
        results.push(
          await this.outcome(item, (dto) => tx.part(() => this.inviteIn(tx, entry, this.seats.report(tx, plan), dto))),
        );
      }
      return { results };
    });
  }

  private async outcome(dto: InviteDto, invite: (dto: InviteDto) => Promise<InvitationDto>): Promise<BulkResultDto> {
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
  private async inviteIn(
    tx: TenantTransaction,
    entry: Entry,
    seats: Promise<SeatReport>,
    { email, role }: InviteDto,
  ): Promise<InvitationDto> {
    const [report, isMember, { isInvited, now, expiresAt }, turn] = await Promise.all([
      seats,
      this.memberships.hasAddress(tx, email),
      this.pending.look(tx, email),
      this.mails.askTurn(tx, email, entry.caller),
    ]);
    if (isMember) throw isAMember(email);
    if (isInvited) throw isInvitedAlready(email);
    const id = newId<InvitationId>();
    const token = newToken(tx.organizationId);
    const { membershipId, id: callerId, name: inviterName } = entry.caller;
    tx.send(
      `insert into invitation (organization_id, id, email, role, status, token_hash, invited_by, invited_by_key,
                               created_at, last_sent_at, expires_at)
       values ($1, $2, $3, $4, 'pending', $5, $6, $7, $8, $8, $9)`,
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
      ],
    );
    this.seats.takeForInvitation(tx, report, id, expiresAt);
    this.mails.owe(tx, turn, id, token);
    this.audit.record(tx, {
      action: 'invitation.sent',
      actor: entry.actor,
      target: { kind: 'invitation', id, name: email },
      changes: { role: { from: null, to: role } },
    });
    const times = { createdAt: now, lastSentAt: now, expiresAt };
    const invitedBy = { membershipId, name: inviterName };
    return { id, email, role, status: 'pending', emailStatus: 'queued', invitedBy, ...times };
  }
}

/** The address of an invitation that was not validated yet; empty where it has none. */
function addressOf({ email }: { email: unknown }): string {
  return typeof email === 'string' ? email : '';
}
