import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** Mails other than invitations: notices to the owner of an organization. */
export class Notices1790000000013 extends ForwardOnlyMigration {
  readonly name = 'Notices1790000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notice (
        organization_id uuid not null references organization,
        id uuid not null,
        kind text not null check (kind ~ '^[a-z0-9-]+$'),
        -- What it is told for, such as the period: of one kind, each is told once.
        occasion text not null,
        -- Figures and times only; names and addresses are read when the mail is written.
        facts jsonb not null,
        status text not null check (status in ('queued', 'sent', 'failed', 'superseded')),
        created_at timestamptz(3) not null default clock_timestamp(),
        -- After this it is no news any more and not sent.
        stale_at timestamptz(3) not null,
        ended_at timestamptz(3),
        primary key (organization_id, id),
        constraint notice_once unique (organization_id, kind, occasion),
        constraint notice_ended check ((status = 'queued') = (ended_at is null))
      );
      alter table notice enable row level security;
      alter table notice force row level security;
      create policy tenant on notice
        using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
    `);
  }
}
