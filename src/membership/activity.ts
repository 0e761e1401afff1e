import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { EntryLog } from '../access/entry-log.js';
import type { Entry } from '../access/entry.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import { logger } from '../platform/logging/logger.js';
import type { OrganizationId } from '../platform/ids/ids.js';

const FLUSH_EVERY = 1_000;
/** Accurate to the minute: a member's activity is written at most twice a minute, however many requests they make. */
const WRITE_AGAIN_AFTER = 30_000;
const REMEMBERED_MEMBERS = 100_000;

/** When they were authorized (RFC 3339), by membership or key. */
type Noted = Record<string, string>;

/** In the order of IDs, like every lock of memberships; rows that others have locked are written with the next activity. */
const WRITES = [
  `update membership m set last_active_at = greatest(m.last_active_at, ($2::jsonb ->> m.id::text)::timestamptz)
   from (select id from membership where organization_id = $1 and id = any ($3::uuid[])
         order by id for no key update skip locked) free
   where m.organization_id = $1 and m.id = free.id`,
  `update api_key k set last_used_at = greatest(k.last_used_at, ($2::jsonb ->> k.id::text)::timestamptz)
   from (select id from api_key where organization_id = $1 and id = any ($3::uuid[])
         order by id for no key update skip locked) free
   where k.organization_id = $1 and k.id = free.id`,
];

/**
 * When members were last active, and keys last used. Each authorized request is noted in memory and written once a second, all
 * activity of an organization together, so that no request waits for it. Lists include what is noted here and not written yet.
 */
@Injectable()
export class Activity implements OnModuleInit, OnApplicationShutdown {
  private readonly written = new LRUCache<string, true>({ max: REMEMBERED_MEMBERS, ttl: WRITE_AGAIN_AFTER });
  private noted = new Map<OrganizationId, Noted>();
  private writing = new Map<OrganizationId, Noted>();
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

  /**
   * When the members were active whose activity is noted but not written yet. It is the time that will be written, so that the
   * order of a list does not change by the write while a caller reads its pages.
   */
  notYetWritten(organizationId: OrganizationId): Noted {
    return { ...this.writing.get(organizationId), ...this.noted.get(organizationId) };
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
    const callers = this.noted.get(entry.organizationId) ?? {};
    callers[id] = new Date().toISOString();
    this.noted.set(entry.organizationId, callers);
  }

  private async flush(): Promise<void> {
    if (this.noted.size === 0) return;
    this.writing = this.noted;
    this.noted = new Map();
    for (const [organizationId, noted] of this.writing) {
      await this.write(organizationId, noted);
      this.writing.delete(organizationId);
    }
  }

  private async write(organizationId: OrganizationId, noted: Noted): Promise<void> {
    const callers = Object.keys(noted);
    try {
      await this.tenants.visit(organizationId, (tx) => {
        for (const statement of WRITES) tx.send(statement, [organizationId, noted, callers]);
        return Promise.resolve();
      });
    } catch {
      for (const caller of callers) this.written.delete(caller);
      logger.warn(
        { organizationId, callers: callers.length },
        'Last activity could not be written; it is written with the next activity.',
      );
    }
  }
}
