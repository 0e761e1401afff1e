import type { QueueDefinition } from '../platform/jobs/index.js';

/** Emails other than invitations. */
export const NOTICE_MAIL_QUEUE = { name: 'notice-mail', concurrency: 2 } as const satisfies QueueDefinition;

/** Reports are printed one by one, in a separate thread. */
export const REPORT_QUEUE = { name: 'reports', concurrency: 1 } as const satisfies QueueDefinition;
