import type { QueueDefinition } from '../../platform/jobs/index.js';

/** An import keeps the database busy, so few run at the same time. */
export const IMPORT_QUEUE = { name: 'import', concurrency: 2 } as const satisfies QueueDefinition;
