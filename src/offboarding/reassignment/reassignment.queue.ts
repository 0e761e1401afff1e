import type { QueueDefinition } from '../../platform/jobs/index.js';

/** A reassignment keeps the database busy, so few run at the same time. */
export const REASSIGNMENT_QUEUE = { name: 'reassignment', concurrency: 2 } as const satisfies QueueDefinition;
