import { Injectable } from '@nestjs/common';
import { organizationNotFound } from '../../access/access.problems.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { AuditLog, type Actor } from '../../audit/audit-log.js';
import { EndSubscriptionJob } from '../../billing/subscription/end-subscription.job.js';
import { Subscriptions } from '../../billing/subscription/subscriptions.js';
import { PendingInvitations } from '../../invitation/invite/pending-invitations.js';
import type { OrganizationDto } from '../../organization/dto/organization.dto.js';
import { organizationNotDeleted } from '../../organization/organization.problems.js';
import { markDeleted, markRestored } from '../../organization/organization-rows.js';
import { Organizations } from '../../organization/organizations.service.js';
import { lockSubscription, lockSubscriptionIfAny } from '../../access/locks.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { invalid, Problem } from '../../platform/http/problem.js';
import { normalizeName } from '../../platform/text/text.policy.js';
import { scheduleActivation } from '../../records/campaigns/campaign-schedule.js';

/** The number of days in which a deleted organization can be restored. */
const DAYS_TO_RESTORE = 30;

/** Deletes and restores organizations. */
@Injectable()
export class OrganizationDeletion {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly organizations: Organizations,
    private readonly invitations: PendingInvitations,
    private readonly subscriptions: Subscriptions,
    private readonly subscriptionEnd: EndSubscriptionJob,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Deletes an organization. This takes effect at once for everyone: pending invitations are revoked, API keys stop
   * working, and its subscription ends. After {@link DAYS_TO_RESTORE} days it is purged.
   *
   * @throws 422 at `/confirmName` unless it is the organization's name
   */
  async delete(auth: AuthorizedContext, confirmName: string): Promise<void> {
    await this.tenants.changeAccess(auth, async (tx) => {
      await lockSubscription(tx);
      const { name } = auth.organization;
      if (normalizeName(confirmName) !== normalizeName(name)) {
        throw invalid({ pointer: '/confirmName', detail: 'Enter the exact name of the organization to confirm.' });
      }
      await this.deleteIn(tx, name, auth.actor);
    });
  }

  /** The same in an open transaction that holds the subscription's lock. */
  async deleteIn(tx: TenantTransaction, name: string, by: Actor): Promise<void> {
    tx.locks.requireExclusiveAccess();
    await this.invitations.revokeAll(tx, by);
    await markDeleted(tx);
    await this.subscriptionEnd.enqueue(tx);
    this.audit.recordAuditEvent(tx, {
      action: 'organization.deleted',
      actor: by,
      target: { kind: 'organization', id: tx.organizationId, name },
    });
  }

  /**
   * Restores a deleted organization on the Free plan. It may be over its seats afterwards.
   *
   * @throws 404 thirty days after the deletion, 409 `organization-not-deleted`
   */
  async restore(auth: AuthorizedContext): Promise<OrganizationDto> {
    return this.tenants.changeAccess(auth, async (tx) => {
      await this.restoreIn(tx, auth.actor);
      return this.organizations.getIn(tx, 'free', auth.caller.role);
    });
  }

  /**
   * The same in an open transaction, for any caller.
   *
   * @param assignOwner sets an owner if the organization has none
   */
  async restoreIn(
    tx: TenantTransaction,
    by: Actor,
    assignOwner: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    tx.locks.requireExclusiveAccess();
    // Locked first: a purge begins with this lock as well, so that the second of the two sees what the first has
    // done.
    if (!(await lockSubscriptionIfAny(tx))) throw new Problem(organizationNotFound);
    const [row] = await tx.query<{ name: string; deleted: boolean; expired: boolean }>(
      `select name, deleted_at is not null as deleted,
              coalesce(deleted_at <= clock_timestamp() - interval '${DAYS_TO_RESTORE} days', false) as expired
       from organization where organization_id = $1`,
      [tx.organizationId],
    );
    if (!row || row.expired) throw new Problem(organizationNotFound);
    if (!row.deleted) throw new Problem(organizationNotDeleted);
    await this.subscriptions.forcePlan(tx, 'free', null, by);
    await assignOwner();
    await markRestored(tx);
    // Campaigns that became due meanwhile become active now.
    await scheduleActivation(tx, new Date().toISOString());
    this.audit.recordAuditEvent(tx, {
      action: 'organization.restored',
      actor: by,
      target: { kind: 'organization', id: tx.organizationId, name: row.name },
    });
  }
}
