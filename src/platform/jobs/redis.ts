import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { logger } from '../logging/logger.js';
import { OutageLog } from './outage-log.js';
import { openRedis, type RedisClient } from './redis-client.js';
import { TIMED_OUT, withTimeout } from './with-timeout.js';

const PING_INTERVAL_MS = 1_000;
/** Longer than any healthy answer, and short enough that a request can wait for it once before Redis counts as down. */
const ANSWER_LIMIT_MS = 250;

/** Redis for the needs of a request, such as rate limits: an answer within a quarter of a second or none at all. */
@Injectable()
export class RedisService {
  readonly client: RedisClient;
  private answering = false;
  private pinging = false;
  private timer: NodeJS.Timeout | null = null;
  private readonly log = new OutageLog('Redis');

  constructor(@Inject(CONFIGURATION) configuration: RunningConfiguration) {
    this.client = openRedis(configuration.redisUrl, {
      enableOfflineQueue: false,
      enableReadyCheck: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      commandTimeout: 1_000,
      connectTimeout: 5_000,
      socketTimeout: 10_000,
      keepAlive: 10_000,
      disconnectTimeout: 500,
      retryStrategy: (times) => Math.min(times * 100, 1_000),
    });
    this.client.on('error', (error: unknown) => {
      this.answering = false;
      this.log.failed(error);
    });
    this.client.on('close', () => {
      this.answering = false;
    });
    this.client.on('ready', () => {
      void this.ping();
    });
    this.client.once('ready', () => {
      void this.checkEviction();
    });
    this.timer = setInterval(() => {
      void this.ping();
    }, PING_INTERVAL_MS);
    this.timer.unref();
  }

  /** Whether Redis answered a moment ago; without a call. */
  isUp(): boolean {
    return this.answering && this.client.status === 'ready';
  }

  /**
   * The result of the work on Redis, or null when Redis is down, late or fails: then the caller goes on without. While Redis
   * is down nothing is sent, so no request waits.
   */
  async tryRun<T>(work: (client: RedisClient) => Promise<T>): Promise<T | null> {
    if (!this.isUp()) return null;
    try {
      const answer = await withTimeout(ANSWER_LIMIT_MS, work(this.client));
      if (answer !== TIMED_OUT) return answer;
      this.answering = false;
      void this.ping();
      return null;
    } catch {
      return null;
    }
  }

  /** Closes the connection. */
  close(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.client.disconnect();
  }

  private async ping(): Promise<void> {
    if (this.pinging || this.client.status !== 'ready') return;
    this.pinging = true;
    try {
      await this.client.ping();
      this.answering = true;
      this.log.recovered();
    } catch (error) {
      this.answering = false;
      if (this.timer !== null) this.log.failed(error);
    } finally {
      this.pinging = false;
    }
  }

  /** With any other policy Redis deletes queued jobs when its memory is full. */
  private async checkEviction(): Promise<void> {
    try {
      const memory = await this.client.info('memory');
      const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
      if (policy !== undefined && policy !== 'noeviction') {
        logger.warn({ policy }, 'Redis may evict jobs: set its maxmemory-policy to noeviction');
      }
    } catch {
      // Redis is unavailable again; the check is only a hint.
    }
  }
}
