import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog, SYSTEM } from '../audit/audit-log.js';
import { Departures } from '../identity/departures.js';
import { OpenInvitations } from '../invitation/open-invitations.js';
import { Memberships } from '../membership/memberships.js';
import { lockSubscription } from '../platform/database/locks.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { parseId, type OrganizationId, type UserId } from '../platform/ids/ids.js';
import { JobHandler, Outbox, type JobContext, type JobPayload, type JobResult } from '../platform/jobs/index.js';
import { lockAllActive, type LockedMember } from './departed-users-queries.js';
import { MembershipEnd } from './membership-end.js';
import { chooseSuccessor } from './successor.policy.js';

const JOB = 'end-departed-membership';

/** What becomes of the memberships of a user whose account was deleted (rule 13 of the contract). */
@Injectable()
export class DepartedUsers implements OnModuleInit {
  constructor(
    private readonly departures: Departures,
    private readonly outbox: Outbox,
    private readonly tenants: TenantDatabase,
    private readonly memberships: Memberships,
    private readonly membershipEnd: MembershipEnd,
    private readonly invitations: OpenInvitations,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparted((manager, userId) => this.oweEndings(manager, userId));
  }

  /**
   * Ends the membership as by removal; an owner hands the organization over first. Doing it again finds nothing to do.
   */
  @JobHandler('maintenance', JOB)
  async endMembership(payload: JobPayload, context: JobContext): Promise<JobResult> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    const userId = parseId<UserId>(payload['userId']);
    if (!organizationId || !userId) return 'done';
    await this.tenants.visit(organizationId, async (tx) => {
      if (!(await this.memberships.activeOf(tx, userId))) return;
      await lockSubscription(tx);
      const members = await lockAllActive(tx);
      const leaver = members.find((member) => member.userId === userId);
      if (leaver) await this.end(tx, leaver, members);
    });
    return 'done';
  }

  /** One piece of work for each organization, in the transaction that ends the account. */
  private async oweEndings(manager: EntityManager, userId: UserId): Promise<string[]> {
    const organizations = await manager.query<{ organization_id: string }[]>(
      'select organization_id from organizations_left_by($1)',
      [userId],
    );
    const rows: string[] = [];
    for (const { organization_id: organizationId } of organizations) {
      rows.push(
        await this.outbox.add(manager, { organizationId, queue: 'maintenance', name: JOB, payload: { userId } }),
      );
    }
    return rows;
  }

  private async end(tx: TenantTransaction, leaver: LockedMember, members: readonly LockedMember[]): Promise<void> {
    const successor = leaver.role === 'owner' ? chooseSuccessor(members.filter((member) => member !== leaver)) : null;
    if (successor) await this.handOver(tx, leaver, successor);
    await this.membershipEnd.come(tx, {
      membershipId: leaver.id,
      name: leaver.name,
      heir: null,
      keys: 'end',
      action: 'member.removed',
      by: SYSTEM,
    });
    if (leaver.role === 'owner' && !successor) await this.closeOrganization(tx);
  }

  /** As by a transfer of ownership: the old owner is an admin, for as long as they are still there. */
  private async handOver(tx: TenantTransaction, from: LockedMember, to: LockedMember): Promise<void> {
    for (const [role, id] of [
      ['admin', from.id],
      ['owner', to.id],
    ] as const) {
      await tx.query('update membership set role = $3 where organization_id = $1 and id = $2', [
        tx.organizationId,
        id,
        role,
      ]);
    }
    await tx.query('update organization set owner_membership_id = $2 where organization_id = $1', [
      tx.organizationId,
      to.id,
    ]);
    await this.audit.record(tx, {
      action: 'organization.ownership_transferred',
      actor: SYSTEM,
      target: { kind: 'member', id: to.id, name: to.name },
      changes: { owner: { from: from.id, to: to.id }, role: { from: to.role, to: 'owner' } },
    });
  }

  /** Nobody is left who could own it. It has no owner from now on; a superadmin can restore it and name one. */
  private async closeOrganization(tx: TenantTransaction): Promise<void> {
    const { name, deleted_at: deletedAt } = await tx.one<{ name: string; deleted_at: string | null }>(
      'select name, deleted_at from organization where organization_id = $1 for update',
      [tx.organizationId],
    );
    await tx.query(
      `update organization set owner_membership_id = null, deleted_at = coalesce(deleted_at, clock_timestamp())
       where organization_id = $1`,
      [tx.organizationId],
    );
    if (deletedAt !== null) return;
    await this.invitations.revokeAll(tx, SYSTEM);
    await this.audit.record(tx, {
      action: 'organization.deleted',
      actor: SYSTEM,
      target: { kind: 'organization', id: tx.organizationId, name },
    });
  }
}
