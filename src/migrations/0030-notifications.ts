import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** Notifications to members, shown in the console. Processes of the version before write none. */
export class Notifications1790000000030 extends ForwardOnlyMigration {
  readonly name = 'Notifications1790000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notification (
        organization_id uuid not null references organization,
        id uuid not null,
        -- The recipient.
        membership_id uuid not null,
        kind text not null check (kind ~ '^[a-z_]+\\.[a-z_]+$'),
        -- The ID of what it is about: of one kind, a member gets one for each.
        subject_id uuid not null,
        -- Another member whom it is about; the name is read when it is shown.
        person_id uuid,
        -- Figures, roles and times only.
        facts jsonb not null,
        created_at timestamptz(3) not null default clock_timestamp(),
        read_at timestamptz(3),
        primary key (organization_id, id),
        constraint notification_once unique (organization_id, membership_id, kind, subject_id),
        foreign key (organization_id, membership_id) references membership (organization_id, id),
        foreign key (organization_id, person_id) references membership (organization_id, id)
      );
      create index notification_newest on notification (organization_id, membership_id, created_at desc, id desc);
      create index notification_unread on notification (organization_id, membership_id) where read_at is null;
      create index notification_oldest on notification (organization_id, created_at);
      alter table notification enable row level security;
      alter table notification force row level security;
      create policy tenant on notification
        using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);

      -- Each organization that exists already: the first run finds its keys that expire, and sets the time of the next one.
      insert into due_work (organization_id, kind, due_at) select organization_id, 'expiring-api-keys', now() from organization;
      insert into due_work (organization_id, kind, due_at)
      select organization_id, 'old-notifications', now() + interval '90 days' from organization;
    `);
  }
}
