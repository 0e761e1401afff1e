import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ApiKeys } from '../identity/api-keys/api-keys.service.js';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import { logger } from '../platform/logging/logger.js';
import { EntryLog } from './entry-log.js';
import type { Entry } from './entry.js';

/**
 * The creator of each API key that was used lately, so that all keys of one person count together against the limit of one
 * key: otherwise a person with four keys would have four times the limit. The creator is read once the key has been
 * authorized, in parallel with its first request; until the answer arrives, requests count for the key alone.
 */
@Injectable()
export class KeyMakers implements OnModuleInit {
  private readonly makers = new LRUCache<string, string>({ max: 50_000, ttl: 600_000 });
  private readonly asking = new Set<string>();

  constructor(
    private readonly entries: EntryLog,
    private readonly keys: ApiKeys,
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
  ) {}

  onModuleInit(): void {
    if (!this.configuration.rateLimits) return;
    this.entries.onEntered((entry) => {
      if (entry.caller.kind === 'api_key') this.learn(entry);
    });
  }

  /** The user who created the key with this credential's ID; undefined while it is not known. */
  makerOf(credentialId: string): string | undefined {
    return this.makers.get(credentialId);
  }

  private learn({ credentialId, organizationId, caller }: Entry): void {
    if (this.makers.has(credentialId) || this.asking.has(credentialId)) return;
    this.asking.add(credentialId);
    this.keys
      .makerUserOf(organizationId, caller.id)
      .then((maker) => {
        if (maker) this.makers.set(credentialId, maker);
      })
      // Requests that cannot be counted are not limited; the key's next request reads it again.
      .catch((error: unknown) => {
        logger.warn({ err: error, organizationId }, 'The creator of an API key could not be read for the rate limit.');
      })
      .finally(() => this.asking.delete(credentialId));
  }
}
