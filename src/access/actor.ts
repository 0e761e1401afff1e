import type { Actor } from '../audit/audit-log.js';
import type { Entry } from './entry.js';

/** The caller as the audit log names them. */
export function actorOf(entry: Entry): Actor {
  const { membershipId, name } = entry.member;
  return { kind: 'member', id: membershipId, name };
}
