import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import type { TenantTransaction } from '../database/tenant-transaction.js';
import { newId, type OrganizationId } from '../ids/ids.js';
import { RedisService } from '../jobs/index.js';
import { closeForGood, openRedis, type RedisClient } from '../jobs/redis-client.js';
import { readMessage, withoutRepeated, writeMessage, type Change } from './change.js';

const CHANNEL_PREFIX = 'changes:';
const RETRY_MS = 1_000;
/** Organizations whose readers have to be told later that changes were lost. */
const MAX_UNSENT = 10_000;

export interface ChangeListener {
  onChanges(changes: readonly Change[]): void;
  /** Changes may have been lost: everything may be different. */
  onGap(): void;
}

/**
 * Tells all processes what changed in an organization, after the commit, by publishing it in Redis. This process is told
 * directly, so that it needs no Redis. What could not be published is followed by a message that changes were lost.
 */
@Injectable()
export class ChangeChannel implements OnApplicationShutdown {
  private readonly origin = newId<string>();
  private readonly listeners = new Map<string, Set<ChangeListener>>();
  private readonly pending = new Map<OrganizationId, Change[]>();
  private readonly unsent = new Set<OrganizationId>();
  private readonly timer: NodeJS.Timeout;
  private subscriber: RedisClient | null = null;

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
    private readonly redis: RedisService,
  ) {
    this.timer = setInterval(() => {
      this.publishGaps();
    }, RETRY_MS).unref();
  }

  /** Announces a change once the transaction is committed. */
  announce(tx: TenantTransaction, change: Change): void {
    tx.afterCommit(() => {
      this.add(tx.organizationId, change);
    });
  }

  /** Calls the listener with the changes of an organization. Returns how to stop that. */
  listen(organizationId: OrganizationId, listener: ChangeListener): () => void {
    const listeners = this.listeners.get(organizationId) ?? new Set();
    listeners.add(listener);
    if (listeners.size === 1) this.subscribe(organizationId);
    this.listeners.set(organizationId, listeners);
    return () => {
      if (!listeners.delete(listener) || listeners.size > 0) return;
      this.listeners.delete(organizationId);
      this.subscriber?.unsubscribe(channelOf(organizationId)).catch(ignore);
    };
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    if (this.subscriber) closeForGood(this.subscriber);
  }

  /** The changes of one transaction, and of those committed at the same moment, are one message. */
  private add(organizationId: OrganizationId, change: Change): void {
    const waiting = this.pending.get(organizationId);
    if (waiting) {
      waiting.push(change);
      return;
    }
    this.pending.set(organizationId, [change]);
    setImmediate(() => void this.publish(organizationId));
  }

  private async publish(organizationId: OrganizationId): Promise<void> {
    const changes = withoutRepeated(this.pending.get(organizationId) ?? []);
    this.pending.delete(organizationId);
    for (const listener of this.listeners.get(organizationId) ?? []) listener.onChanges(changes);
    await this.send(organizationId, changes);
  }

  private async send(organizationId: OrganizationId, changes: readonly Change[] | null): Promise<void> {
    const message = writeMessage({ origin: this.origin, changes: changes && [...changes] });
    const sent = await this.redis.tryRun((client) => client.publish(channelOf(organizationId), message));
    if (sent === null && this.unsent.size < MAX_UNSENT) this.unsent.add(organizationId);
  }

  private publishGaps(): void {
    if (this.unsent.size === 0 || !this.redis.isUp()) return;
    const organizationIds = [...this.unsent];
    this.unsent.clear();
    for (const id of organizationIds) void this.send(id, null);
  }

  private subscribe(organizationId: OrganizationId): void {
    this.subscriber ??= this.openSubscriber();
    // Sent when Redis is up again; a connection that is opened again listens to the same channels.
    this.subscriber.subscribe(channelOf(organizationId)).catch(ignore);
  }

  private openSubscriber(): RedisClient {
    const subscriber = openRedis(this.configuration.redisUrl, {
      enableReadyCheck: false,
      maxRetriesPerRequest: null,
      connectTimeout: 5_000,
      keepAlive: 10_000,
      disconnectTimeout: 500,
      retryStrategy: (times) => Math.min(times * 100, 1_000),
    });
    // Also where the first attempt to connect fails: its listeners are there already.
    let hasMissed = false;
    subscriber.on('close', () => {
      hasMissed = true;
    });
    // The other connection of this process logs that Redis is down.
    subscriber.on('error', ignore);
    subscriber.on('ready', () => {
      if (hasMissed) this.reportGap();
      hasMissed = false;
    });
    subscriber.on('message', (channel: string, text: string) => {
      this.receive(channel, text);
    });
    return subscriber;
  }

  private receive(channel: string, text: string): void {
    const message = readMessage(text);
    if (!message || message.origin === this.origin) return;
    for (const listener of this.listeners.get(channel.slice(CHANNEL_PREFIX.length)) ?? []) {
      if (message.changes) listener.onChanges(message.changes);
      else listener.onGap();
    }
  }

  private reportGap(): void {
    for (const listeners of this.listeners.values()) for (const listener of listeners) listener.onGap();
  }
}

function channelOf(organizationId: OrganizationId): string {
  return `${CHANNEL_PREFIX}${organizationId}`;
}

function ignore(): void {
  // The connection was closed: it is opened again, or the process ends.
}
