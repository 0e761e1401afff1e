import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Response } from 'express';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { ConcurrencyLimit } from '../../platform/http/concurrency-limiter.js';
import { beginEventStream } from '../../platform/http/event-stream.js';
import { requestEnded } from '../../platform/http/request-context.js';
import type { OrganizationId, ReassignmentId } from '../../platform/ids/ids.js';
import { eventOf, ReassignmentPoller, Watcher } from './reassignment-poller.js';
import { Reassignments } from './reassignments.service.js';

/** The number of streams that one person may have open, in several windows. */
export const STREAMS_AT_ONCE: ConcurrencyLimit = { name: 'streams', perCaller: 5, perOrganization: 50 };

/** The progress of a reassignment as server-sent events. */
@Injectable()
export class ReassignmentEvents implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly pollers = new Map<string, ReassignmentPoller>();

  constructor(
    private readonly reassignments: Reassignments,
    private readonly tenants: TenantDatabase,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  /** @throws 404 `reassignment-not-found`, before the stream begins */
  async stream(
    auth: AuthorizedContext,
    id: ReassignmentId,
    response: Response,
    lastEventId: string | undefined,
  ): Promise<void> {
    const first = await this.reassignments.readRow(auth, id);
    beginEventStream(response);
    const watcher = new Watcher(auth, response, parseLastEventId(lastEventId));
    if (watcher.isDue(first)) watcher.send(first, eventOf(first));
    if (first.finished_at === null) {
      const disconnected = AbortSignal.any([requestEnded(), this.stopping.signal]);
      await this.pollerOf(auth.organizationId, id).streamTo(watcher, disconnected);
    }
    response.end();
  }

  private pollerOf(organizationId: OrganizationId, id: ReassignmentId): ReassignmentPoller {
    const key = `${organizationId}/${id}`;
    let poller = this.pollers.get(key);
    if (!poller) {
      const source = {
        read: () => this.reassignments.readRowAsSystem(organizationId, id),
        authorize: (auth: AuthorizedContext) => this.tenants.authorize(auth),
      };
      poller = new ReassignmentPoller(source, () => this.pollers.delete(key));
      this.pollers.set(key, poller);
    }
    return poller;
  }
}

/** An ID that this service did not send means from the beginning. */
function parseLastEventId(lastEventId: string | undefined): number {
  return lastEventId !== undefined && /^\d{1,9}$/.test(lastEventId) ? Number(lastEventId) : -1;
}
