import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * A plan that was chosen and is not in force yet: at the end of the period that is paid for, or once its invoice is paid. And
 * whose answers of the assistant were given back since they were not waited for, which happens a few times an hour only.
 */
export class PaidBeforeGiven1790000000023 extends ForwardOnlyMigration {
  readonly name = 'PaidBeforeGiven1790000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table subscription
        add column planned_plan text check (planned_plan in ('starter', 'pro', 'enterprise')),
        -- Null beside a plan: it waits for its payment.
        add column planned_at timestamptz(3),
        add constraint subscription_planned_at check (planned_at is null or planned_plan is not null)`);
    await runner.query(`
      alter table conversation_message
        -- The member who got the credits back.
        add column unheard_by uuid,
        add constraint conversation_message_unheard check (unheard_by is null or (status = 'failed' and credits = 0))`);
    await runner.query(`
      create index conversation_message_unheard on conversation_message (organization_id, unheard_by, finished_at)
        where unheard_by is not null`);
  }
}
