import type { Role } from '../access/permissions.policy.js';
import type { Change } from '../platform/changes/change.js';
import { mayRead } from './topics.policy.js';

/** A member who reads a stream. */
export interface Reader {
  readonly membershipId: string;
  readonly role: Role;
}

/** More IDs of one topic are not listed: a client reloads the whole list then. */
const MAX_IDS = 50;

/** The first event of a stream: from here on it contains every change. */
export const READY_EVENT = eventOf('ready', {});

/** Changes may be missing before this event: a client reloads everything. */
export const RESYNC_EVENT = eventOf('resync', {});

/** A comment, which clients ignore: proxies close idle connections. */
export const KEEP_ALIVE = ': still here\n\n';

/** The events about changes that this reader may know of, one for each topic; an empty text if there are none. */
export function eventsFor({ membershipId, role }: Reader, changes: readonly Change[]): string {
  const idsByTopic = new Map<string, Set<string>>();
  for (const { topic, id, recipient } of changes) {
    if (!mayRead(role, topic) || (recipient !== null && recipient !== membershipId)) continue;
    const ids = idsByTopic.get(topic) ?? new Set();
    if (id !== null) ids.add(id);
    idsByTopic.set(topic, ids);
  }
  return [...idsByTopic].map(([topic, ids]) => eventOf('changed', { topic, ids: listOf(ids) })).join('');
}

function listOf(ids: ReadonlySet<string>): string[] {
  return ids.size > MAX_IDS ? [] : [...ids];
}

function eventOf(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
