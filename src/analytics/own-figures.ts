import type { Entry } from '../access/entry.js';
import { NO_ID } from '../platform/ids/ids.js';

/**
 * Whose figures the caller sees: null, everybody's; else their own alone. A key that sees its own only sees nothing: it owns
 * no records. To be asked once the door has answered.
 */
export function ownFiguresOf({ caller }: Entry): string | null {
  return caller.scope === 'all' ? null : (caller.membershipId ?? NO_ID);
}
