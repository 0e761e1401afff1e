import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { EntryLog } from '../access/entry-log.js';
import type { Entry } from '../access/entry.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import { logger } from '../platform/logging/logger.js';
import type { OrganizationId } from '../platform/ids/ids.js';

const FLUSH_EVERY = 1_000;
/** Right to the minute: a member's activity is written at most twice a minute, however many requests they make. */
const WRITE_AGAIN_AFTER = 30_000;
const REMEMBERED_MEMBERS = 100_000;

/**
 * When members were last active, and keys last used. Going through the door is noted in memory and written once a second, all members of an
 * organization together, so that no request waits for it. Lists count what is noted here as written.
 */
@Injectable()
export class Activity implements OnModuleInit, OnApplicationShutdown {
  private readonly written = new LRUCache<string, true>({ max: REMEMBERED_MEMBERS, ttl: WRITE_AGAIN_AFTER });
  private noted = new Map<OrganizationId, Set<string>>();
  private underway = new Map<OrganizationId, Set<string>>();
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> = Promise.resolve();

  constructor(
    private readonly tenants: TenantDatabase,
    private readonly entries: EntryLog,
  ) {}

  onModuleInit(): void {
    this.entries.onEntered((entry) => {
      this.note(entry);
    });
    this.timer = setInterval(() => {
      this.flushing = this.flushing.then(() => this.flush());
    }, FLUSH_EVERY).unref();
  }

  /** The members whose activity is noted but not yet written. */
  notYetWritten(organizationId: OrganizationId): string[] {
    return [...(this.noted.get(organizationId) ?? []), ...(this.underway.get(organizationId) ?? [])];
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.flushing;
    await this.flush();
  }

  private note(entry: Entry): void {
    const { id } = entry.caller;
    if (this.written.has(id)) return;
    this.written.set(id, true);
    const callers = this.noted.get(entry.organizationId);
    if (callers) callers.add(id);
    else this.noted.set(entry.organizationId, new Set([id]));
  }

  private async flush(): Promise<void> {
    if (this.noted.size === 0) return;
    this.underway = this.noted;
    this.noted = new Map();
    for (const [organizationId, callers] of this.underway) await this.write(organizationId, [...callers]);
    this.underway = new Map();
  }

  private async write(organizationId: OrganizationId, callers: string[]): Promise<void> {
    try {
      await this.tenants.visit(organizationId, async (tx) => {
        // In the order of ids, like every lock of memberships; rows that others hold come with the next activity.
        await tx.query(
          `update membership m set last_active_at = clock_timestamp()
           from (select id from membership where organization_id = $1 and id = any ($2::uuid[])
                 order by id for no key update skip locked) free
           where m.organization_id = $1 and m.id = free.id`,
          [organizationId, callers],
        );
        await tx.query(
          `update api_key k set last_used_at = clock_timestamp()
           from (select id from api_key where organization_id = $1 and id = any ($2::uuid[])
                 order by id for no key update skip locked) free
           where k.organization_id = $1 and k.id = free.id`,
          [organizationId, callers],
        );
      });
    } catch {
      for (const caller of callers) this.written.delete(caller);
      logger.warn(
        { organizationId, callers: callers.length },
        'Last activity could not be written; it comes with the next.',
      );
    }
  }
}
