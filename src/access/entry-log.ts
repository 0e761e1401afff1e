import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { OrganizationId } from '../platform/ids/ids.js';
import type { Entry } from './entry.js';

type Listener = (entry: Entry) => void;

/**
 * Records which callers were authorized in which organization: it notifies the listeners (last activity), and tells the rate
 * limiter which callers have been authorized before. It grants no access; the authorization query runs for every request.
 */
@Injectable()
export class EntryLog {
  private readonly inside = new LRUCache<string, true>({ max: 50_000, ttl: 600_000 });
  private readonly listeners: Listener[] = [];

  onEntered(listener: Listener): void {
    this.listeners.push(listener);
  }

  entered(entry: Entry): void {
    this.inside.set(keyOf(entry.credentialId, entry.organizationId), true);
    for (const listener of this.listeners) listener(entry);
  }

  hasEntered(credentialId: string, organizationId: OrganizationId): boolean {
    return this.inside.has(keyOf(credentialId, organizationId));
  }
}

function keyOf(credentialId: string, organizationId: OrganizationId): string {
  return `${credentialId}/${organizationId}`;
}
