import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { OrganizationId } from '../platform/ids/ids.js';
import type { AuthorizedContext } from './authorized-context.js';

type Listener = (auth: AuthorizedContext) => void;

/**
 * Records which callers were authorized in which organization: it notifies the listeners (last activity), and tells the rate
 * limiter which callers have been authorized before. It grants no access; the authorization query runs for every request.
 */
@Injectable()
export class RecentAuthorizations {
  private readonly recent = new LRUCache<string, true>({ max: 50_000, ttl: 600_000 });
  private readonly listeners: Listener[] = [];

  onAuthorized(listener: Listener): void {
    this.listeners.push(listener);
  }

  record(auth: AuthorizedContext): void {
    this.recent.set(keyOf(auth.credentialId, auth.organizationId), true);
    for (const listener of this.listeners) listener(auth);
  }

  has(credentialId: string, organizationId: OrganizationId): boolean {
    return this.recent.has(keyOf(credentialId, organizationId));
  }
}

function keyOf(credentialId: string, organizationId: OrganizationId): string {
  return `${credentialId}/${organizationId}`;
}
