import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** Who has unsubscribed from which recurring email of an organization. Processes of the version before still send it. */
export class EmailOptOut1790000000027 extends ForwardOnlyMigration {
  readonly name = 'EmailOptOut1790000000027';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table email_opt_out (
        organization_id uuid not null references organization,
        membership_id uuid not null,
        -- A kind of notice.
        kind text not null check (kind in ('monthly-report')),
        created_at timestamptz(3) not null default clock_timestamp(),
        primary key (organization_id, membership_id, kind),
        foreign key (organization_id, membership_id) references membership (organization_id, id)
      );
      alter table email_opt_out enable row level security;
      alter table email_opt_out force row level security;
      create policy tenant on email_opt_out
        using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
    `);
  }
}
