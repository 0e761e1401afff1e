import { Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../../platform/database/global-database.js';
import type { SignedInCaller } from '../../access/auth.guard.js';
import { AuditLog } from '../../audit/audit-log.js';
import { Seats } from '../../billing/seats/seats.js';
import { Users } from '../../identity/users.js';
import { alreadyAMember } from '../../membership/membership.problems.js';
import type { AssignableRole } from '../../access/permissions.policy.js';
import { Memberships } from '../../membership/memberships.js';
import { Logos } from '../../organization/logo/logos.service.js';
import { maskAddress } from '../../platform/addresses/email-address.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Problem } from '../../platform/http/problem.js';
import { newId, type InvitationId, type MembershipId, type OrganizationId } from '../../platform/ids/ids.js';
import { newestFirst, type Page, pageClauses, toPage } from '../../platform/lists/keyset.js';
import type { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import type {
  AcceptedInvitationDto,
  DeclinedInvitationDto,
  OwnInvitationDto,
  PublicInvitationDto,
} from '../dto/invitation.dto.js';
import { InvitationMails } from '../mail/invitation-mails.js';
import { SELECT_INVITATION, toInvitation, type InvitationRow } from '../invitation-queries.js';
import { MemberJoins } from './member-joined.event.js';
import { hashToken, organizationOf } from '../invitation-token.js';
import { refusalOfAnswer, currentStatus } from '../invitation.policy.js';
import { invitationNotFound } from '../invitation.problems.js';

/** How an invited person refers to an invitation: by the link in the email, or by its ID once they are signed in. */
export type InvitationReference = { readonly token: string } | { readonly id: InvitationId };

interface OwnInvitationRow {
  readonly invitation_id: string;
  readonly email: string;
  readonly role: AssignableRole;
  readonly inviter_name: string;
  readonly organization_name: string;
  readonly logo_id: string | null;
  readonly created_at: string;
  readonly expires_at: string;
}

const NEWEST_FIRST = newestFirst('newest', 'created_at');

/**
 * What a person with the link of an invitation can do. The link names the organization, whose authorization query therefore
 * runs first.
 */
@Injectable()
export class InvitationAcceptance {
  constructor(
    private readonly globalDatabase: GlobalDatabase,
    private readonly tenants: TenantDatabase,
    private readonly seats: Seats,
    private readonly memberships: Memberships,
    private readonly mails: InvitationMails,
    private readonly users: Users,
    private readonly logos: Logos,
    private readonly audit: AuditLog,
    private readonly joins: MemberJoins,
  ) {}

  /** @throws 404 `invitation-not-found` */
  async getByToken(token: string): Promise<PublicInvitationDto> {
    return this.tenants.runAsSystem(requireOrganizationOf(token), async (tx) => {
      const invitation = await this.findInvitation(tx, { token });
      const organization = await tx.one<{ name: string; logo_id: string | null }>(
        'select name, logo_id from organization where organization_id = $1',
        [tx.organizationId],
      );
      const { role, status, expiresAt, email, invitedBy } = toInvitation(invitation);
      return {
        organization: { name: organization.name, logoUrl: this.logos.urlOf(organization.logo_id) },
        inviterName: invitedBy.name,
        role,
        email: maskAddress(email),
        status,
        expiresAt,
      };
    });
  }

  /**
   * Makes the caller a member, with the seat that the invitation reserved. Accepting again has no effect while they are a
   * member.
   *
   * @throws 404 `invitation-not-found`, 403 `invitation-for-another-email`, 409 `already-a-member`, `seat-limit-reached`, 410
   *   `invitation-expired`, `-revoked`, `-declined`, `-used`
   */
  async accept(caller: SignedInCaller, reference: InvitationReference): Promise<AcceptedInvitationDto> {
    const { user, idempotency } = caller;
    const organizationId = await this.organizationOf(caller, reference);
    const work = async (tx: TenantTransaction): Promise<AcceptedInvitationDto> => {
      const [seats, invitation, membership] = await Promise.all([
        this.lockSeats(tx),
        this.findInvitation(tx, reference),
        this.memberships.findActive(tx, user.id),
      ]);
      if (membership !== null && membership.id === invitation.accepted_by) {
        return { organizationId, membershipId: membership.id, role: membership.role };
      }
      refuseAnswer(invitation, caller);
      if (membership) throw new Problem(alreadyAMember);
      const membershipId = newId<MembershipId>();
      this.seats.transferToMember(tx, seats, invitation.id, membershipId);
      const adding = this.memberships.add(tx, user.id, invitation.role, membershipId);
      this.endInvitation(tx, invitation, 'accepted', membershipId);
      this.audit.recordAuditEvent(tx, {
        action: 'invitation.accepted',
        actor: { kind: 'member', id: membershipId, name: user.name },
        target: { kind: 'invitation', id: invitation.id, name: invitation.email },
      });
      // Sent together, so that what the listeners read takes no round trip of its own. The refusal is that of the membership.
      const announced = this.joins.announce(tx, { membershipId, invitedBy: invitation.invited_by });
      announced.catch(() => undefined);
      await adding;
      await announced;
      return { organizationId, membershipId, role: invitation.role };
    };
    const isMember = async (tx: TenantTransaction) => (await this.memberships.findActive(tx, user.id)) !== null;
    const accepted = await this.tenants.runAsNonMember(organizationId, idempotency, work, isMember);
    if (!user.activeOrganizationId) await this.users.setActiveOrganization(user.id, organizationId);
    return accepted;
  }

  /** @throws as {@link accept}, except for seats */
  async decline(caller: SignedInCaller, reference: InvitationReference): Promise<DeclinedInvitationDto> {
    return this.tenants.runAsNonMember(await this.organizationOf(caller, reference), caller.idempotency, async (tx) => {
      const [, invitation] = await Promise.all([this.lockSeats(tx), this.findInvitation(tx, reference)]);
      refuseAnswer(invitation, caller);
      this.endInvitation(tx, invitation, 'declined', null);
      this.seats.release(tx, [invitation.id]);
      this.audit.recordAuditEvent(tx, {
        action: 'invitation.declined',
        actor: { kind: 'member', id: null, name: caller.user.name },
        target: { kind: 'invitation', id: invitation.id, name: invitation.email },
      });
      return { status: 'declined' };
    });
  }

  /** The pending invitations of all organizations to the caller's verified addresses, newest first. */
  async listOwn({ user }: SignedInCaller, query: ListQueryDto): Promise<Page<OwnInvitationDto>> {
    const page = pageClauses(NEWEST_FIRST, 'invitation_id', query.cursor);
    const rows = await this.globalDatabase.query<OwnInvitationRow>(
      `select * from invitations_to(:emails) where ${page.where} order by ${page.orderBy} limit :limit`,
      { emails: user.emails, limit: query.limit + 1, ...page.values },
    );
    return toPage(
      rows,
      query.limit,
      NEWEST_FIRST,
      (row) => ({ value: row.created_at, id: row.invitation_id }),
      (row) => ({
        id: row.invitation_id,
        organization: { name: row.organization_name, logoUrl: this.logos.urlOf(row.logo_id) },
        inviterName: row.inviter_name,
        role: row.role,
        email: row.email,
        status: 'pending',
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      }),
    );
  }

  /** A link names its organization; an invitation's ID is looked up among the invitations to the caller's addresses. */
  private async organizationOf({ user }: SignedInCaller, reference: InvitationReference): Promise<OrganizationId> {
    if ('token' in reference) return requireOrganizationOf(reference.token);
    const rows = await this.globalDatabase.query<{ id: OrganizationId | null }>(
      'select organization_of_invitation($1, $2) as id',
      [reference.id, user.emails],
    );
    if (!rows[0]?.id) throw new Problem(invitationNotFound);
    return rows[0].id;
  }

  /** A link of an organization that does not exist is answered like one with a wrong secret. */
  private async lockSeats(tx: TenantTransaction) {
    const seats = await this.seats.lockIfAny(tx);
    if (!seats) throw new Problem(invitationNotFound);
    return seats;
  }

  private async findInvitation(tx: TenantTransaction, reference: InvitationReference): Promise<InvitationRow> {
    const [row] = await tx.query<InvitationRow>(
      `${SELECT_INVITATION} and ${'token' in reference ? 'i.token_hash' : 'i.id'} = :reference`,
      {
        organizationId: tx.organizationId,
        reference: 'token' in reference ? hashToken(reference.token) : reference.id,
      },
    );
    if (!row) throw new Problem(invitationNotFound);
    return row;
  }

  private endInvitation(
    tx: TenantTransaction,
    invitation: InvitationRow,
    status: 'accepted' | 'declined',
    membershipId: MembershipId | null,
  ): void {
    tx.executeDeferred(
      `update invitation set status = $3, accepted_by = $4, ended_at = statement_timestamp()
       where organization_id = $1 and id = $2`,
      [tx.organizationId, invitation.id, status, membershipId],
    );
    this.mails.supersedeMails(tx, invitation.id);
  }
}

function requireOrganizationOf(token: string) {
  const organizationId = organizationOf(token);
  if (!organizationId) throw new Problem(invitationNotFound);
  return organizationId;
}

function refuseAnswer(invitation: InvitationRow, { user }: SignedInCaller): void {
  const status = currentStatus(invitation);
  const refusal = refusalOfAnswer(status, { ownsAddress: user.emails.includes(invitation.email) });
  if (refusal) throw new Problem(refusal);
}
