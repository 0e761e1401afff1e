import { Injectable } from '@nestjs/common';
import type { SignedInCaller } from '../access/gate.guard.js';
import { AuditLog } from '../audit/audit-log.js';
import { Seats } from '../billing/seats.js';
import { Users } from '../identity/users.js';
import { alreadyAMember } from '../membership/membership.problems.js';
import { Memberships } from '../membership/memberships.js';
import { maskAddress } from '../platform/addresses/email-address.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { Problem } from '../platform/http/problem.js';
import type { InvitationId, MembershipId } from '../platform/ids/ids.js';
import type { AcceptedInvitationDto, DeclinedInvitationDto, PublicInvitationDto } from './dto/invitation.dto.js';
import { InvitationMails } from './invitation-mails.js';
import { SELECT_INVITATION, toInvitation, type InvitationRow } from './invitation-queries.js';
import { hashToken, organizationOf } from './invitation-token.js';
import { refusalOfAnswer, statusNow } from './invitation.policy.js';
import { invitationNotFound } from './invitation.problems.js';

/** What the holder of an invitation's link can do. The link names the organization, so its door opens first. */
@Injectable()
export class InvitationAnswers {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly seats: Seats,
    private readonly memberships: Memberships,
    private readonly mails: InvitationMails,
    private readonly users: Users,
    private readonly audit: AuditLog,
  ) {}

  /** @throws 404 `invitation-not-found` */
  async look(token: string): Promise<PublicInvitationDto> {
    return this.tenants.visit(leadsTo(token), async (tx) => {
      const invitation = await this.find(tx, token);
      const organization = await tx.one<{ name: string; logo_id: string | null }>(
        'select name, logo_id from organization where organization_id = $1',
        [tx.organizationId],
      );
      const { role, status, expiresAt, email, invitedBy } = toInvitation(invitation);
      return {
        organization: { name: organization.name, logoUrl: organization.logo_id && `/logos/${organization.logo_id}` },
        inviterName: invitedBy.name,
        role,
        email: maskAddress(email),
        status,
        expiresAt,
      };
    });
  }

  /**
   * Makes the caller a member with the invitation's seat. Doing it twice is harmless while they are a member.
   *
   * @throws 404 `invitation-not-found`, 403 `invitation-for-another-email`, 409 `already-a-member`, `seat-limit-reached`,
   *   410 `invitation-expired`, `-revoked`, `-declined`, `-used`
   */
  async accept(caller: SignedInCaller, token: string): Promise<AcceptedInvitationDto> {
    const { user, idempotency } = caller;
    const organizationId = leadsTo(token);
    const work = async (tx: TenantTransaction): Promise<AcceptedInvitationDto> => {
      const seats = await this.lockSeats(tx);
      const invitation = await this.find(tx, token);
      const membership = await this.memberships.activeOf(tx, user.id);
      if (membership !== null && membership.id === invitation.accepted_by) {
        return { organizationId, membershipId: membership.id, role: invitation.role };
      }
      refuseAnswer(invitation, caller);
      if (membership) throw new Problem(alreadyAMember);
      const membershipId = await this.memberships.add(tx, user.id, invitation.role);
      await this.seats.passOn(tx, seats, invitation.id as InvitationId, membershipId);
      await this.close(tx, invitation, 'accepted', membershipId);
      await this.audit.record(tx, {
        action: 'invitation.accepted',
        actor: { kind: 'member', id: membershipId, name: user.name },
        target: { kind: 'invitation', id: invitation.id, name: invitation.email },
      });
      return { organizationId, membershipId, role: invitation.role };
    };
    const isMember = async (tx: TenantTransaction) => (await this.memberships.activeOf(tx, user.id)) !== null;
    const accepted = await this.tenants.visitOnce(organizationId, idempotency, work, isMember);
    if (!user.activeOrganizationId) await this.users.setActiveOrganization(user.id, organizationId);
    return accepted;
  }

  /** @throws as {@link accept}, but for the seats */
  async decline(caller: SignedInCaller, token: string): Promise<DeclinedInvitationDto> {
    return this.tenants.visitOnce(leadsTo(token), caller.idempotency, async (tx) => {
      await this.lockSeats(tx);
      const invitation = await this.find(tx, token);
      refuseAnswer(invitation, caller);
      await this.close(tx, invitation, 'declined', null);
      await this.seats.release(tx, [invitation.id]);
      await this.audit.record(tx, {
        action: 'invitation.declined',
        actor: { kind: 'member', id: null, name: caller.user.name },
        target: { kind: 'invitation', id: invitation.id, name: invitation.email },
      });
      return { status: 'declined' };
    });
  }

  /** A link that leads into no organization at all is as unknown as one whose secret is wrong. */
  private async lockSeats(tx: TenantTransaction) {
    const exists = await tx.query('select 1 from organization where organization_id = $1', [tx.organizationId]);
    if (exists.length === 0) throw new Problem(invitationNotFound);
    return this.seats.lock(tx);
  }

  private async find(tx: TenantTransaction, token: string): Promise<InvitationRow> {
    const [row] = await tx.query<InvitationRow>(`${SELECT_INVITATION} and i.token_hash = $2`, [
      tx.organizationId,
      hashToken(token),
    ]);
    if (!row) throw new Problem(invitationNotFound);
    return row;
  }

  private async close(
    tx: TenantTransaction,
    invitation: InvitationRow,
    status: 'accepted' | 'declined',
    membershipId: MembershipId | null,
  ): Promise<void> {
    await tx.query(
      `update invitation set status = $3, accepted_by = $4, ended_at = clock_timestamp()
       where organization_id = $1 and id = $2`,
      [tx.organizationId, invitation.id, status, membershipId],
    );
    await this.mails.supersede(tx, invitation.id as InvitationId);
  }
}

function leadsTo(token: string) {
  const organizationId = organizationOf(token);
  if (!organizationId) throw new Problem(invitationNotFound);
  return organizationId;
}

function refuseAnswer(invitation: InvitationRow, { user }: SignedInCaller): void {
  const status = statusNow(invitation.status, invitation.has_expired);
  const refusal = refusalOfAnswer(status, { ownsAddress: user.emails.includes(invitation.email) });
  if (refusal) throw new Problem(refusal);
}
