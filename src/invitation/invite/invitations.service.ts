import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import type { AssignableRole } from '../../access/permissions.policy.js';
import { AuditLog } from '../../audit/audit-log.js';
import { Seats } from '../../billing/seats/seats.js';
import { Memberships } from '../../membership/memberships.js';
import { CONFIGURATION, type RunningConfiguration } from '../../platform/config/configuration.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Problem, type ProblemKind } from '../../platform/http/problem.js';
import type { InvitationId } from '../../platform/ids/ids.js';
import { newestFirst, pageClauses, toPage, type Page } from '../../platform/lists/keyset.js';
import type { InvitationDto, InvitationListQueryDto } from '../dto/invitation.dto.js';
import { InvitationMails } from '../mail/invitation-mails.js';
import { invitationPage, SELECT_INVITATION, toInvitation, type InvitationRow } from '../invitation-queries.js';
import { hashToken, newToken } from '../invitation-token.js';
import { InvitedAddresses } from './invited-addresses.js';
import {
  DAYS_OPEN,
  refusalOfNewRole,
  refusalOfResend,
  refusalOfRevoke,
  RESEND_AFTER_SECONDS,
  currentStatus,
} from '../invitation.policy.js';
import {
  invitationNotFound,
  alreadyMemberProblem,
  alreadyInvitedProblem,
  resendTooSoon,
} from '../invitation.problems.js';

const NEWEST_FIRST = newestFirst('newest-invitation', 'i.created_at');

/** The organization's invitations, for those who manage members. */
@Injectable()
export class Invitations {
  private readonly mayResendAtOnce: boolean;

  constructor(
    private readonly tenants: TenantDatabase,
    private readonly seats: Seats,
    private readonly memberships: Memberships,
    private readonly invitedAddresses: InvitedAddresses,
    private readonly mails: InvitationMails,
    private readonly audit: AuditLog,
    @Inject(CONFIGURATION) configuration: RunningConfiguration,
  ) {
    this.mayResendAtOnce = !configuration.rateLimits;
  }

  async list(auth: AuthorizedContext, query: InvitationListQueryDto): Promise<Page<InvitationDto>> {
    const page = pageClauses(NEWEST_FIRST, 'i.id', query.cursor);
    const { text, values } = invitationPage(page, query.status);
    const rows = await this.tenants.read<InvitationRow>(auth, {
      text,
      values: { organizationId: auth.organizationId, limit: query.limit + 1, ...values },
    });
    return toPage(rows, query.limit, NEWEST_FIRST, (row) => ({ value: row.created_at, id: row.id }), toInvitation);
  }

  /**
   * Sends a new link, which is valid for seven days; the old one becomes invalid. An expired invitation reserves a seat again.
   *
   * @throws 404 `invitation-not-found`, 409 `invitation-not-open`, `already-a-member`, `already-invited`,
   *   `seat-limit-reached`, 429 `resend-too-soon`
   */
  async resend(auth: AuthorizedContext, id: InvitationId): Promise<InvitationDto> {
    return this.tenants.write(auth, async (tx) => {
      const seats = await this.seats.lock(tx);
      const invitation = await this.lockInvitation(tx, id);
      throwRefusal(refusalOfResend(statusOf(invitation)));
      if (await this.memberships.hasMemberWithAddress(tx, invitation.email))
        throw alreadyMemberProblem(invitation.email);
      this.refuseTooSoon(invitation);
      const token = newToken(tx.organizationId);
      if (statusOf(invitation) === 'expired') {
        if ((await this.invitedAddresses.checkAddress(tx, invitation.email)).isInvited)
          throw alreadyInvitedProblem(invitation.email);
        this.seats.takeForInvitation(tx, seats, id, await renewLink(tx, id, token));
      } else {
        this.seats.extendForInvitation(tx, seats, id, await renewLink(tx, id, token));
      }
      this.mails.supersedeMails(tx, id);
      this.mails.enqueueMail(tx, await this.mails.countSentMails(tx, invitation.email, auth.caller), id, token);
      this.recordAuditEvent(tx, auth, 'invitation.resent', id, invitation.email);
      return this.readInvitation(tx, id);
    });
  }

  /**
   * Changes the role of a pending invitation. Its link stays valid. Accepting it locks the subscription as well, so a person who accepts
   * meanwhile gets either the old or the new role, and with the old one this is refused.
   *
   * @throws 404 `invitation-not-found`, 409 `invitation-not-open`
   */
  async changeRole(auth: AuthorizedContext, id: InvitationId, role: AssignableRole): Promise<InvitationDto> {
    return this.tenants.write(auth, async (tx) => {
      await this.seats.lock(tx);
      const invitation = await this.lockInvitation(tx, id);
      const refusal = refusalOfNewRole(statusOf(invitation));
      if (refusal) throw refusal;
      if (invitation.role !== role) {
        tx.executeDeferred('update invitation set role = $3 where organization_id = $1 and id = $2', [
          tx.organizationId,
          id,
          role,
        ]);
        this.audit.recordAuditEvent(tx, {
          action: 'invitation.role_changed',
          actor: auth.actor,
          target: { kind: 'invitation', id, name: invitation.email },
          changes: { role: { from: invitation.role, to: role } },
        });
      }
      return toInvitation({ ...invitation, role });
    });
  }

  /**
   * Revokes an invitation: its link becomes invalid, its seat becomes free.
   *
   * @throws 404 `invitation-not-found`, 409 `invitation-not-open`
   */
  async revoke(auth: AuthorizedContext, id: InvitationId): Promise<void> {
    await this.tenants.write(auth, async (tx) => {
      await this.seats.lock(tx);
      const invitation = await this.lockInvitation(tx, id);
      throwRefusal(refusalOfRevoke(statusOf(invitation)));
      await tx.query(
        `update invitation set status = 'revoked', ended_at = statement_timestamp() where organization_id = $1 and id = $2`,
        [tx.organizationId, id],
      );
      this.seats.release(tx, [id]);
      this.mails.supersedeMails(tx, id);
      this.recordAuditEvent(tx, auth, 'invitation.revoked', id, invitation.email);
    });
  }

  private refuseTooSoon(invitation: InvitationRow & { seconds_since_sent: number }): void {
    const wait = Math.ceil(RESEND_AFTER_SECONDS - invitation.seconds_since_sent);
    if (wait > 0 && !this.mayResendAtOnce) throw new Problem(resendTooSoon, { retryAfter: wait });
  }

  private async lockInvitation(
    tx: TenantTransaction,
    id: InvitationId,
  ): Promise<InvitationRow & { seconds_since_sent: number }> {
    tx.locks.assertOrder('other');
    await tx.query('select 1 from invitation where organization_id = $1 and id = $2 for update', [
      tx.organizationId,
      id,
    ]);
    const [row] = await tx.query<InvitationRow & { seconds_since_sent: number }>(
      `select *, extract(epoch from clock_timestamp() - last_sent_at)::float8 as seconds_since_sent
       from (${SELECT_INVITATION} and i.id = :id) invitation`,
      { organizationId: tx.organizationId, id },
    );
    if (!row) throw new Problem(invitationNotFound);
    return row;
  }

  private async readInvitation(tx: TenantTransaction, id: InvitationId): Promise<InvitationDto> {
    const values = { organizationId: tx.organizationId, id };
    return toInvitation(await tx.one<InvitationRow>(`${SELECT_INVITATION} and i.id = :id`, values));
  }

  private recordAuditEvent(
    tx: TenantTransaction,
    auth: AuthorizedContext,
    action: 'invitation.resent' | 'invitation.revoked',
    id: InvitationId,
    email: string,
  ): void {
    this.audit.recordAuditEvent(tx, { action, actor: auth.actor, target: { kind: 'invitation', id, name: email } });
  }
}

function statusOf(invitation: InvitationRow) {
  return currentStatus(invitation);
}

function throwRefusal(refusal: ProblemKind | null): void {
  if (refusal) throw new Problem(refusal);
}

/** Gives the invitation a new link that is valid for seven days; answers when it expires. */
async function renewLink(tx: TenantTransaction, id: InvitationId, token: string): Promise<string> {
  const { expires_at: expiresAt } = await tx.one<{ expires_at: string }>(
    `update invitation
     set status = 'pending', ended_at = null, token_hash = $3, last_sent_at = statement_timestamp(),
         expires_at = statement_timestamp() + interval '${DAYS_OPEN} days'
     where organization_id = $1 and id = $2
     returning expires_at`,
    [tx.organizationId, id, hashToken(token)],
  );
  return expiresAt;
}
