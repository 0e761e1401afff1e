import { Injectable } from '@nestjs/common';
import { organizationNotFound } from '../access/access.problems.js';
import type { Entry } from '../access/entry.js';
import { AuditLog, type Actor } from '../audit/audit-log.js';
import { SubscriptionEnd } from '../billing/subscription-end.job.js';
import { Subscriptions } from '../billing/subscriptions.js';
import { OpenInvitations } from '../invitation/open-invitations.js';
import type { OrganizationDto } from '../organization/dto/organization.dto.js';
import { organizationNotDeleted } from '../organization/organization.problems.js';
import { Organizations } from '../organization/organizations.service.js';
import { lockSubscription, lockSubscriptionIfAny } from '../platform/database/locks.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { invalid, Problem } from '../platform/http/problem.js';
import { normalizeName } from '../platform/text/text.policy.js';
import { expectActivation } from '../records/campaigns/campaign-schedule.js';

/** The number of days in which a deleted organization can be restored. */
export const DAYS_TO_RESTORE = 30;

/** Deletes and restores organizations. */
@Injectable()
export class OrganizationEnd {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly organizations: Organizations,
    private readonly invitations: OpenInvitations,
    private readonly subscriptions: Subscriptions,
    private readonly subscriptionEnd: SubscriptionEnd,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Deletes an organization. This takes effect at once for everyone: open invitations are revoked, API keys stop
   * working, and its subscription ends. After {@link DAYS_TO_RESTORE} days it is purged.
   *
   * @throws 422 at `/confirmName` unless it is the organization's name
   */
  async delete(entry: Entry, confirmName: string): Promise<void> {
    await this.tenants.changeAccess(entry, async (tx) => {
      await lockSubscription(tx);
      const { name } = entry.organization;
      if (normalizeName(confirmName) !== normalizeName(name)) {
        throw invalid({ pointer: '/confirmName', detail: 'Enter the exact name of the organization to confirm.' });
      }
      await this.deleteIn(tx, name, entry.actor);
    });
  }

  /** The same in an open transaction that holds the subscription's lock. */
  async deleteIn(tx: TenantTransaction, name: string, by: Actor): Promise<void> {
    tx.locks.requireExclusiveAccess();
    await this.invitations.revokeAll(tx, by);
    await tx.query(
      `update organization set deleted_at = clock_timestamp(), version = version + 1
       where organization_id = $1 and deleted_at is null`,
      [tx.organizationId],
    );
    await this.subscriptionEnd.owe(tx);
    this.audit.record(tx, {
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
  async restore(entry: Entry): Promise<OrganizationDto> {
    return this.tenants.changeAccess(entry, async (tx) => {
      await this.restoreIn(tx, entry.actor);
      return this.organizations.describeIn(tx, 'free', entry.caller.role);
    });
  }

  /**
   * The same in an open transaction, for any caller.
   *
   * @param appoint sets an owner if the organization has none
   */
  async restoreIn(
    tx: TenantTransaction,
    by: Actor,
    appoint: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    tx.locks.requireExclusiveAccess();
    // Locked first: a purge begins with this lock as well, so that the second of the two sees what the first has
    // done.
    if (!(await lockSubscriptionIfAny(tx))) throw new Problem(organizationNotFound);
    const [row] = await tx.query<{ name: string; deleted: boolean; gone: boolean }>(
      `select name, deleted_at is not null as deleted,
              coalesce(deleted_at <= clock_timestamp() - interval '${DAYS_TO_RESTORE} days', false) as gone
       from organization where organization_id = $1`,
      [tx.organizationId],
    );
    if (!row || row.gone) throw new Problem(organizationNotFound);
    if (!row.deleted) throw new Problem(organizationNotDeleted);
    await this.subscriptions.forcePlan(tx, 'free', null, by);
    await appoint();
    await tx.query('update organization set deleted_at = null, version = version + 1 where organization_id = $1', [
      tx.organizationId,
    ]);
    // Campaigns whose time has come meanwhile become active now.
    await expectActivation(tx, new Date().toISOString());
    this.audit.record(tx, {
      action: 'organization.restored',
      actor: by,
      target: { kind: 'organization', id: tx.organizationId, name: row.name },
    });
  }
}
