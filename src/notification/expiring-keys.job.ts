import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ApiKeyCreations } from '../identity/api-keys/api-key-created.event.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { MembershipId } from '../platform/ids/ids.js';
import { DueWork, Repeatable, type JobContext, type JobResult } from '../platform/jobs/index.js';
import { DAYS_BEFORE_EXPIRY, withPermission } from './notification.policy.js';
import { EXPIRING_KEYS_WORK, scheduleExpiryCheck, scheduleNextExpiryCheck } from './notification-schedules.js';
import { Notifications } from './notifications.js';

const INTERVAL_MS = 10_000;

/** Active keys that expire soon, in an organization that is not deleted. */
const EXPIRING_KEYS = `
  select k.id, k.created_by, k.expires_at
  from api_key k
  join organization o on o.organization_id = k.organization_id and o.deleted_at is null
  where k.organization_id = :organizationId and k.revoked_at is null and k.expires_at > clock_timestamp()
    and k.expires_at <= clock_timestamp() + interval '${DAYS_BEFORE_EXPIRY} days'
  order by k.expires_at, k.id`;

/** Tells the creator of an API key, and those who may replace it, that it expires soon. */
@Injectable()
export class ExpiringKeys implements OnModuleInit {
  constructor(
    private readonly due: DueWork,
    private readonly tenants: TenantDatabase,
    private readonly notifications: Notifications,
    private readonly creations: ApiKeyCreations,
  ) {}

  onModuleInit(): void {
    this.creations.on(async (tx, { expiresAt }) => {
      if (expiresAt) await scheduleExpiryCheck(tx, expiresAt);
    });
  }

  /** Runs for every organization in which a key expires soon that did not before. */
  @Repeatable('expiring-api-keys', { every: INTERVAL_MS })
  run({ signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    return this.due.forEachDueOrganization(EXPIRING_KEYS_WORK, signal, (id) =>
      this.tenants.runAsSystem(id, (tx) => this.notifyOfExpiringKeys(tx)),
    );
  }

  private async notifyOfExpiringKeys(tx: TenantTransaction): Promise<void> {
    await scheduleNextExpiryCheck(tx);
    const keys = await tx.query<{ id: string; created_by: MembershipId; expires_at: string }>(EXPIRING_KEYS, {
      organizationId: tx.organizationId,
    });
    for (const { id, created_by: creator, expires_at: expiresAt } of keys) {
      await this.notifications.notify(tx, {
        kind: 'api_key.expires_soon',
        subjectId: id,
        facts: { expiresAt },
        recipients: withPermission('apikeys:manage', creator),
      });
    }
  }
}
