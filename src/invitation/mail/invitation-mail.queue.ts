import type { QueueDefinition } from '../../platform/jobs/index.js';

/** Emails mostly wait for a server, so many run side by side. */
export const INVITATION_MAIL_QUEUE = { name: 'invitation-mail', concurrency: 10 } as const satisfies QueueDefinition;
