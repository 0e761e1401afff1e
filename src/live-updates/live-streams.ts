import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Request, Response } from 'express';
import { permissionDenied } from '../access/access.problems.js';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { Credentials } from '../access/credentials.js';
import type { Role } from '../access/permissions.policy.js';
import { ChangeChannel } from '../platform/changes/change-channel.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { ConcurrencyLimit } from '../platform/http/concurrency-limiter.js';
import { beginEventStream } from '../platform/http/event-stream.js';
import { Problem } from '../platform/http/problem.js';
import { requestEnded } from '../platform/http/request-context.js';
import type { MembershipId, OrganizationId } from '../platform/ids/ids.js';
import { describeFailure } from '../platform/jobs/error-code.js';
import { logger } from '../platform/logging/logger.js';
import { OrganizationStreams, type LiveStream } from './organization-streams.js';
import { READY_EVENT } from './stream-events.policy.js';

/** A person has one stream for each browser, or for each tab where the browser cannot share one. */
export const LIVE_STREAMS_AT_ONCE: ConcurrencyLimit = { name: 'live-streams', perCaller: 10, perOrganization: 1_000 };

/** How often idle streams are kept open, and their sessions and memberships are checked. */
const CHECK_EVERY_MS = 10_000;

/** Active members whose account and organization are not deleted. */
const ACTIVE_ROLES = `
  select m.id, m.role
  from membership m
  join organization o on o.organization_id = m.organization_id and o.deleted_at is null
  join user_account u on u.user_id = m.user_id and u.deleted_at is null
  where m.organization_id = :organizationId and m.status = 'active' and m.id = any (:ids::uuid[])`;

/** Streams of server-sent events that tell a member what changed in an organization. */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly organizations = new Map<OrganizationId, OrganizationStreams>();

  constructor(
    private readonly tenants: TenantDatabase,
    private readonly channel: ChangeChannel,
    private readonly credentials: Credentials,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  /** @throws 403 `permission-denied` for an API key, before the stream begins */
  async stream(auth: AuthorizedContext, { headers }: Request, response: Response): Promise<void> {
    await this.tenants.authorize(auth);
    const { membershipId } = auth.caller;
    if (!membershipId) throw new Problem(permissionDenied);
    const ended = AbortSignal.any([requestEnded(), this.stopping.signal]);
    await new Promise<void>((resolve) => {
      const stream: LiveStream = {
        membershipId,
        response,
        isSessionValid: () => this.isValid(headers.authorization),
        end: resolve,
      };
      const leave = this.add(auth.organizationId, stream);
      ended.addEventListener('abort', () => {
        leave();
        resolve();
      });
      begin(response);
      if (ended.aborted) resolve();
    });
    response.end();
  }

  /** Listens before the client is told that it is ready, so that no change is missed. Returns how to remove the stream. */
  private add(organizationId: OrganizationId, stream: LiveStream): () => void {
    const streams = this.organizations.get(organizationId) ?? this.open(organizationId);
    streams.add(stream);
    return () => {
      streams.delete(stream);
    };
  }

  private open(organizationId: OrganizationId): OrganizationStreams {
    const streams = new OrganizationStreams(
      (ids) => this.readRoles(organizationId, ids),
      (error) => {
        logger.warn({ organizationId, ...describeFailure(error) }, 'Streams were ended: members could not be read.');
      },
    );
    this.organizations.set(organizationId, streams);
    const stopListening = this.channel.listen(organizationId, streams);
    const timer = setInterval(() => {
      if (!streams.isEmpty) {
        void streams.checkReaders();
        return;
      }
      clearInterval(timer);
      stopListening();
      this.organizations.delete(organizationId);
    }, CHECK_EVERY_MS).unref();
    return streams;
  }

  /** The transaction holds the access lock: a removal under way is waited for. */
  private async readRoles(
    organizationId: OrganizationId,
    ids: readonly MembershipId[],
  ): Promise<ReadonlyMap<string, Role>> {
    const rows = await this.tenants.runAsSystem(organizationId, (tx) =>
      tx.query<{ id: string; role: Role }>(ACTIVE_ROLES, { organizationId, ids: [...new Set(ids)] }),
    );
    return new Map(rows.map(({ id, role }) => [id, role]));
  }

  /** Whether the token of the request would still be accepted. */
  private async isValid(authorization: string | undefined): Promise<boolean> {
    try {
      await this.credentials.read(authorization);
      return true;
    } catch {
      return false;
    }
  }
}

function begin(response: Response): void {
  beginEventStream(response);
  response.write(READY_EVENT);
}
