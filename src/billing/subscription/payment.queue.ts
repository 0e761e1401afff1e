import type { QueueDefinition } from '../../platform/jobs/index.js';

/** Payments mostly wait for the provider, so several run side by side. */
export const PAYMENT_QUEUE = { name: 'payments', concurrency: 5 } as const satisfies QueueDefinition;
