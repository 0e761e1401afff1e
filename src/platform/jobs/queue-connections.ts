import { Inject, Injectable } from '@nestjs/common';
import type { QueueOptions } from 'bull';
import type { RedisOptions } from 'ioredis';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { OutageLog } from './outage-log.js';
import { closeForGood, openRedis, type RedisClient } from './redis-client.js';
import { JOB_OPTIONS, QUEUE_PREFIX, QUEUE_SETTINGS } from './queues.js';

type ClientType = 'client' | 'subscriber' | 'bclient';

/** Options of a connection that Bull uses: it waits for Redis without a limit. */
const CONNECTION: RedisOptions = {
  maxRetriesPerRequest: null,
  enableReadyCheck: false,
  connectTimeout: 5_000,
  keepAlive: 10_000,
  disconnectTimeout: 500,
  // A blocking read answers every 5 s, so a socket that is silent for longer is dead (a frozen Redis, a lost route).
  socketTimeout: 15_000,
  retryStrategy: (times) => Math.min(times * 100, 1_000),
};

/**
 * Creates and owns the connections of all queues: one for commands, one for subscriptions, and one for each queue's blocking
 * reads, which cannot share a connection. Bull closes only connections that it has created, so these are closed here.
 */
@Injectable()
export class QueueConnections {
  private readonly clients: RedisClient[] = [];
  private readonly shared = new Map<ClientType, RedisClient>();
  private readonly readyListeners: (() => void)[] = [];
  private readonly log = new OutageLog('Redis (queues)');

  constructor(@Inject(CONFIGURATION) private readonly configuration: RunningConfiguration) {}

  /** The options for `BullModule.forRoot`. */
  bullOptions(): QueueOptions {
    return {
      createClient: (type) => this.connection(type),
      prefix: QUEUE_PREFIX,
      settings: QUEUE_SETTINGS,
      defaultJobOptions: JOB_OPTIONS,
    };
  }

  /** Whether commands are sent at once. It does not say that Redis answers them. */
  get ready(): boolean {
    return this.shared.get('client')?.status === 'ready';
  }

  /**
   * Calls the listener each time that the connection is established, including the first time, and also if it is established
   * already.
   */
  onReady(listener: () => void): void {
    this.readyListeners.push(listener);
    if (this.ready) listener();
  }

  /** Resolves when Redis has answered everything that was sent before. */
  async settled(): Promise<void> {
    if (this.ready) await this.shared.get('client')?.ping();
  }

  /** Closes every connection at once and permanently: Bull may be about to open one again to end a blocking read. */
  disconnect(): void {
    for (const client of this.clients) closeForGood(client);
  }

  private connection(type: ClientType): RedisClient {
    if (type === 'bclient') return this.open(type);
    const existing = this.shared.get(type);
    if (existing !== undefined) return existing;
    const client = this.open(type);
    this.shared.set(type, client);
    return client;
  }

  private open(type: ClientType): RedisClient {
    const client = openRedis(this.configuration.redisUrl, CONNECTION);
    // Every queue listens on the shared connections, some only for a moment.
    client.setMaxListeners(100);
    client.on('error', (error: unknown) => {
      // All connections fail together; only one of them logs it.
      if (type === 'client') this.log.failed(error);
    });
    if (type === 'client') {
      client.on('ready', () => {
        this.log.recovered();
        for (const listener of this.readyListeners) listener();
      });
    }
    this.clients.push(client);
    return client;
  }
}
