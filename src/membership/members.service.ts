import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { ApiKeys } from '../identity/api-keys/api-keys.service.js';
import { AuditLog } from '../audit/audit-log.js';
import { scopeOf, type AssignableRole } from '../access/permissions.policy.js';
import { lockMemberships, lockSubscription } from '../access/locks.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantCaller } from '../platform/database/tenancy.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { RevokedInviters } from '../access/revoked-inviters.event.js';
import { Problem } from '../platform/http/problem.js';
import { permissionDenied, missingPermission } from '../access/access.problems.js';
import type { MembershipId } from '../platform/ids/ids.js';
import { toPage, type Page } from '../platform/lists/keyset.js';
import { containsPattern } from '../platform/lists/search.js';
import { LastActivity } from './last-activity.js';
import type { MemberCountsDto, MemberDto, MemberListQueryDto } from './dto/member.dto.js';
import { memberListStatement, type MemberSearch } from './member-list.js';
import { RoleChanges } from './role-changed.event.js';
import { Memberships } from './memberships.js';
import { COUNTS, FIND_ACCOUNTS, SELECT_MEMBER, toMember, type CountsRow, type MemberRow } from './member-queries.js';
import { refusalOfRoleChange } from './membership.policy.js';
import { memberNotFound } from './membership.problems.js';

/** The most accounts that a search finds by their indexes. */
const MAX_FOUND = 1_000;

/** An index of a search has parts of three letters; of other letters than these only where the database's locale knows them. */
const INDEXED_TEXT = /[a-z0-9]{3}/i;

/** The members of an organization, as its members can read them. */
@Injectable()
export class Members {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly memberships: Memberships,
    private readonly lastActivity: LastActivity,
    private readonly keys: ApiKeys,
    private readonly audit: AuditLog,
    private readonly revokedInviters: RevokedInviters,
    private readonly roleChanges: RoleChanges,
  ) {}

  async list(auth: TenantCaller, query: MemberListQueryDto): Promise<Page<MemberDto>> {
    const search = await this.search(auth, query.q);
    const unwritten = this.lastActivity.unwrittenTimes(auth.organizationId);
    const { sort, ...statement } = memberListStatement(auth.organizationId, query, unwritten, search);
    const rows = await this.tenants.read<MemberRow & { sort_value: string | number | null }>(auth, statement);
    return toPage(rows, query.limit, sort, (row) => ({ value: row.sort_value, id: row.id }), toMember);
  }

  /**
   * Accounts are found by the indexes of names and addresses. If many match, or the text is too short for these indexes, members are
   * compared in the order of the list, which finds the first ones quickly.
   */
  private async search(auth: TenantCaller, q: string | undefined): Promise<MemberSearch | null> {
    const pattern = containsPattern(q);
    if (pattern === null) return null;
    if (!INDEXED_TEXT.test(q ?? '')) return { pattern };
    const rows = await this.tenants.read<{ user_id: string }>(auth, {
      text: FIND_ACCOUNTS,
      values: { pattern, limit: MAX_FOUND + 1 },
    });
    return rows.length > MAX_FOUND ? { pattern } : { found: rows.map(({ user_id: id }) => id) };
  }

  /** Invitations are counted only for those who may see them. */
  async counts(auth: AuthorizedContext): Promise<MemberCountsDto> {
    const { organizationId } = auth;
    const [row] = await this.tenants.read<CountsRow>(auth, { text: COUNTS, values: { organizationId } });
    if (!row) throw new Error('A count without conditions has exactly one row.');
    const { active, removed, pending, expired } = row;
    return { active, removed, invitations: auth.hasPermission('members:manage') ? { pending, expired } : null };
  }

  /** @throws 404 `member-not-found` */
  async get(auth: AuthorizedContext, id: MembershipId): Promise<MemberDto> {
    const [row] = await this.tenants.read<MemberRow>(auth, {
      text: `${SELECT_MEMBER} and m.id = :id`,
      values: {
        organizationId: auth.organizationId,
        unwritten: this.lastActivity.unwrittenTimes(auth.organizationId),
        id,
      },
    });
    if (!row) throw new Problem(memberNotFound);
    return toMember(row);
  }

  /**
   * Changes a member's role. If the new role may not invite, the pending invitations that they sent are revoked; the subscription
   * is locked first, since revoking frees their seats.
   *
   * @throws 404 `member-not-found`, 403 for raising one's own role, 409 `owner-role-is-fixed`, `member-not-active`
   */
  async changeRole(auth: AuthorizedContext, id: MembershipId, role: AssignableRole): Promise<MemberDto> {
    return this.tenants.changeAccess(auth, async (tx) => {
      await lockSubscription(tx);
      const [member] = await lockMemberships(tx, [id]);
      if (!member) throw new Problem(memberNotFound);
      const whose = auth.caller.membershipId === id ? 'own' : 'another';
      const refusal = refusalOfRoleChange(member, { to: role, whose });
      if (refusal === permissionDenied) throw missingPermission('members:manage');
      if (refusal) throw new Problem(refusal);
      if (member.role !== role) {
        await this.memberships.setRole(tx, id, role);
        await this.keys.revokeKeysOf(tx, id, role, auth.actor);
        if (scopeOf(role, 'members:manage') === null) {
          await this.revokedInviters.announce(tx, { kind: 'member', id, by: auth.actor });
        }
        this.audit.recordAuditEvent(tx, {
          action: 'member.role_changed',
          actor: auth.actor,
          target: { kind: 'member', id, name: member.name },
          changes: { role: { from: member.role, to: role } },
        });
        await this.roleChanges.announce(tx, { membershipId: id, from: member.role, to: role, by: auth.actor });
      }
      return this.getIn(tx, id);
    });
  }

  /** The member within an open transaction. */
  async getIn(tx: TenantTransaction, id: MembershipId): Promise<MemberDto> {
    const unwritten = this.lastActivity.unwrittenTimes(tx.organizationId);
    const values = { organizationId: tx.organizationId, unwritten, id };
    return toMember(await tx.one<MemberRow>(`${SELECT_MEMBER} and m.id = :id`, values));
  }
}
