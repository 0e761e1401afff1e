import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A plan that was chosen and is not in force yet: at the end of the period that is paid for, or once its invoice is paid. */
export class PlannedChange1790000000023 implements MigrationInterface {
  readonly name = 'PlannedChange1790000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table subscription
        add column planned_plan text check (planned_plan in ('starter', 'pro', 'enterprise')),
        -- Null beside a plan: it waits for its payment.
        add column planned_at timestamptz(3),
        add constraint subscription_planned_at check (planned_at is null or planned_plan is not null)`);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
