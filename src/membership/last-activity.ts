import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { RecentAuthorizations } from '../access/recent-authorizations.js';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { recordKeyUse } from '../identity/api-keys/key-use.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import { logger } from '../platform/logging/logger.js';
import type { OrganizationId } from '../platform/ids/ids.js';
import { NAME } from './member-queries.js';

const FLUSH_INTERVAL_MS = 1_000;
/** Accurate to the minute: a member's activity is written at most twice a minute, however many requests they make. */
const WRITE_INTERVAL_MS = 30_000;
const MAX_CACHED_CALLERS = 100_000;

/** When they were authorized (RFC 3339), by membership or key. */
type ActivityTimes = Record<string, string>;

/** In the order of IDs, like every lock of memberships; rows that others have locked are written with the next activity. */
const RECORD_ACTIVITY = `
  update membership m set last_active_at = greatest(m.last_active_at, seen.at), account_name = ${NAME}
  from (select id from membership where organization_id = :organizationId and id = any (:callers::uuid[])
        order by id for no key update skip locked) free
  join unnest(:callers::uuid[], :times::timestamptz[]) seen (id, at) on seen.id = free.id
  where m.organization_id = :organizationId and m.id = free.id`;

/**
 * When members were last active, and keys last used. Each authorized request is noted in memory and written once a second, all
 * activity of an organization together, so that no request waits for it. Lists include what is noted here and not written yet.
 */
@Injectable()
export class LastActivity implements OnModuleInit, OnApplicationShutdown {
  private readonly recentlyWritten = new LRUCache<string, true>({ max: MAX_CACHED_CALLERS, ttl: WRITE_INTERVAL_MS });
  private pending = new Map<OrganizationId, ActivityTimes>();
  private writing = new Map<OrganizationId, ActivityTimes>();
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> = Promise.resolve();

  constructor(
    private readonly tenants: TenantDatabase,
    private readonly recentAuthorizations: RecentAuthorizations,
  ) {}

  onModuleInit(): void {
    this.recentAuthorizations.onAuthorized((auth) => {
      this.recordActivity(auth);
    });
    this.timer = setInterval(() => {
      this.flushing = this.flushing.then(() => this.flush());
    }, FLUSH_INTERVAL_MS).unref();
  }

  /**
   * When the members were active whose activity is noted but not written yet. It is the time that will be written, so that the
   * order of a list does not change by the write while a caller reads its pages.
   */
  unwrittenTimes(organizationId: OrganizationId): ActivityTimes {
    return { ...this.writing.get(organizationId), ...this.pending.get(organizationId) };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.flushing;
    await this.flush();
  }

  private recordActivity(auth: AuthorizedContext): void {
    const { id } = auth.caller;
    if (this.recentlyWritten.has(id)) return;
    this.recentlyWritten.set(id, true);
    const callers = this.pending.get(auth.organizationId) ?? {};
    callers[id] = new Date().toISOString();
    this.pending.set(auth.organizationId, callers);
  }

  private async flush(): Promise<void> {
    if (this.pending.size === 0) return;
    this.writing = this.pending;
    this.pending = new Map();
    for (const [organizationId, times] of this.writing) {
      await this.write(organizationId, times);
      this.writing.delete(organizationId);
    }
  }

  private async write(organizationId: OrganizationId, times: ActivityTimes): Promise<void> {
    const callers = Object.keys(times);
    try {
      await this.tenants.runAsSystem(organizationId, (tx) => {
        tx.executeDeferred(RECORD_ACTIVITY, { organizationId, times: Object.values(times), callers });
        recordKeyUse(tx, times);
        return Promise.resolve();
      });
    } catch {
      for (const caller of callers) this.recentlyWritten.delete(caller);
      logger.warn(
        { organizationId, callers: callers.length },
        'Last activity could not be written; it is written with the next activity.',
      );
    }
  }
}
