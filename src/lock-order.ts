/**
 * The one order in which a transaction takes its locks, after the organization's access lock, which is the first statement of
 * each:
 *
 * 1. `subscription`: seats, plan and credits.
 * 2. `membership`: by id.
 * 3. `run`: the row of an import or a reassignment.
 * 4. `organization`: its settings.
 * 5. `parent-record`: records that others refer to, as deals refer to their lead.
 * 6. `record`: records that refer to others.
 * 7. `schedule`: the organization's row of `due_work`.
 * 8. `other`: everything else, one row in a transaction.
 *
 * Several rows of one kind are locked in the order of their creation (`created_at, id`).
 */
export const LOCK_ORDER = [
  'subscription',
  'membership',
  'run',
  'organization',
  'parent-record',
  'record',
  'schedule',
  'other',
] as const;
