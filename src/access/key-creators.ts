import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ApiKeys } from '../identity/api-keys/api-keys.service.js';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import { logger } from '../platform/logging/logger.js';
import { RecentAuthorizations } from './recent-authorizations.js';
import type { AuthorizedContext } from './authorized-context.js';

/**
 * The creator of each API key that was used lately, so that all keys of one person count together against the limit of one
 * key: otherwise a person with four keys would have four times the limit. The creator is read once the key has been
 * authorized, in parallel with its first request; until the answer arrives, requests count for the key alone.
 */
@Injectable()
export class KeyCreators implements OnModuleInit {
  private readonly creators = new LRUCache<string, string>({ max: 50_000, ttl: 600_000 });
  private readonly loading = new Set<string>();

  constructor(
    private readonly recentAuthorizations: RecentAuthorizations,
    private readonly keys: ApiKeys,
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
  ) {}

  onModuleInit(): void {
    if (!this.configuration.rateLimits) return;
    this.recentAuthorizations.onAuthorized((auth) => {
      if (auth.caller.kind === 'api_key') this.loadCreator(auth);
    });
  }

  /** The user who created the key with this credential's ID; undefined while it is not known. */
  creatorOf(credentialId: string): string | undefined {
    return this.creators.get(credentialId);
  }

  private loadCreator({ credentialId, organizationId, caller }: AuthorizedContext): void {
    if (this.creators.has(credentialId) || this.loading.has(credentialId)) return;
    this.loading.add(credentialId);
    this.keys
      .creatorUserOf(organizationId, caller.id)
      .then((creator) => {
        if (creator) this.creators.set(credentialId, creator);
      })
      // Requests that cannot be counted are not limited; the key's next request reads it again.
      .catch((error: unknown) => {
        logger.warn({ err: error, organizationId }, 'The creator of an API key could not be read for the rate limit.');
      })
      .finally(() => this.loading.delete(credentialId));
  }
}
