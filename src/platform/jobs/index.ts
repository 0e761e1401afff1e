export { DASHBOARD_CSP, DASHBOARD_PATH, QueuesDashboard } from './dashboard.js';
export { DueSchedule } from './due-schedule.js';
export { DueWork, type DueRow } from './due-work.js';
export {
  GIVE_UP_AFTER_A_WEEK,
  GIVE_UP_AFTER_AN_HOUR,
  JobGivenUp,
  JobHandler,
  NEVER_GIVE_UP,
  Repeatable,
  type JobContext,
  type JobHandlerFunction,
  type JobResult,
} from './job-handler.js';
export { JobHandlers } from './job-handlers.js';
export { Jobs } from './jobs.js';
export { JobsModule } from './jobs.module.js';
export { Outbox, type JobPayload, type OutboxMessage } from './outbox.js';
export type { QueueName } from './queues.js';
export { RedisService } from './redis.js';
export { OutboxDispatcher } from './outbox-dispatcher.js';
