import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** The report of each month, mailed to the owner and the admins. */
export class MonthlyReport1790000000015 extends ForwardOnlyMigration {
  readonly name = 'MonthlyReport1790000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table monthly_report (
        organization_id uuid not null references organization,
        month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        created_at timestamptz(3) not null default clock_timestamp(),
        -- When it was printed and its mails became owed, or when it was found that nobody wants it.
        ended_at timestamptz(3),
        -- For as long as a mail with it is owed.
        pdf bytea,
        primary key (organization_id, month)
      );
      -- It is compressed already.
      alter table monthly_report alter column pdf set storage external;
      alter table monthly_report enable row level security;
      alter table monthly_report force row level security;
      create policy tenant on monthly_report
        using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);

      -- To whom a notice goes; null: to whoever owns the organization when it is sent.
      alter table notice
        add column recipient_id uuid,
        add constraint notice_recipient foreign key (organization_id, recipient_id)
          references membership (organization_id, id);

      -- Organizations that are there already get their first report on the next first of a month, at six; before six on that day it
      -- is today's. A timezone that this
      -- server does not know counts as the last one in which it becomes six: then the job looks late, never a month early.
      insert into due_work (organization_id, kind, due_at)
      select o.organization_id, 'monthly-report',
             (date_trunc('month', now() at time zone z.name - interval '6 hours') + interval '1 month 6 hours') at time zone z.name
      from organization o
      cross join lateral (
        select coalesce((select n.name from pg_timezone_names n where n.name = o.timezone), 'Etc/GMT+12') as name
      ) z;
    `);
  }
}
