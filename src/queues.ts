import { PAYMENT_QUEUE } from './billing/subscription/payment.queue.js';
import { INVITATION_MAIL_QUEUE } from './invitation/mail/invitation-mail.queue.js';
import { NOTICE_MAIL_QUEUE, REPORT_QUEUE } from './notices/notices.queues.js';
import { REASSIGNMENT_QUEUE } from './offboarding/reassignment/reassignment.queue.js';
import { MAINTENANCE_QUEUE } from './platform/jobs/queues.js';
import { IMPORT_QUEUE } from './records/imports/import.queue.js';

/** Every queue of the service, in the order of the dashboard: one for each kind of work. */
export const QUEUES = [
  INVITATION_MAIL_QUEUE,
  NOTICE_MAIL_QUEUE,
  REPORT_QUEUE,
  PAYMENT_QUEUE,
  REASSIGNMENT_QUEUE,
  IMPORT_QUEUE,
  MAINTENANCE_QUEUE,
] as const;
