import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Response } from 'express';
import type { Entry } from '../access/entry.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { AtOnceLimit } from '../platform/http/at-once-limiter.js';
import { requestContext, requestEnded } from '../platform/http/request-context.js';
import { securityHeaders } from '../platform/http/security-headers.js';
import type { OrganizationId, ReassignmentId } from '../platform/ids/ids.js';
import { eventOf, ReassignmentWatch, Watcher } from './reassignment-watch.js';
import { Reassignments } from './reassignments.service.js';

/** The number of streams that one person may have open, in several windows. */
export const STREAMS_AT_ONCE: AtOnceLimit = { name: 'streams', perCaller: 5, perOrganization: 50 };

/** The progress of a reassignment as server-sent events. */
@Injectable()
export class ReassignmentEvents implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly watches = new Map<string, ReassignmentWatch>();

  constructor(
    private readonly reassignments: Reassignments,
    private readonly tenants: TenantDatabase,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  /** @throws 404 `reassignment-not-found`, before the stream begins */
  async stream(entry: Entry, id: ReassignmentId, response: Response, lastEventId: string | undefined): Promise<void> {
    const first = await this.reassignments.readRow(entry, id);
    const context = requestContext.getStore();
    response.writeHead(200, {
      ...securityHeaders(),
      ...(context ? { 'X-Request-Id': context.requestId, ...context.headers } : {}),
      'Content-Type': 'text/event-stream; charset=utf-8',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    const watcher = new Watcher(entry, response, readStep(lastEventId));
    if (watcher.isDue(first)) watcher.tell(first, eventOf(first));
    if (first.finished_at === null) {
      const gone = AbortSignal.any([requestEnded(), this.stopping.signal]);
      await this.watchOf(entry.organizationId, id).follow(watcher, gone);
    }
    response.end();
  }

  private watchOf(organizationId: OrganizationId, id: ReassignmentId): ReassignmentWatch {
    const key = `${organizationId}/${id}`;
    let watch = this.watches.get(key);
    if (!watch) {
      const source = {
        look: () => this.reassignments.lookAt(organizationId, id),
        authorize: (entry: Entry) => this.tenants.enter(entry),
      };
      watch = new ReassignmentWatch(source, () => this.watches.delete(key));
      this.watches.set(key, watch);
    }
    return watch;
  }
}

/** An ID that this service did not send means from the beginning. */
function readStep(lastEventId: string | undefined): number {
  return lastEventId !== undefined && /^\d{1,9}$/.test(lastEventId) ? Number(lastEventId) : -1;
}
