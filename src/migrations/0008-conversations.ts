import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** Conversations with the assistant, and their messages. */
export class Conversations1790000000008 extends ForwardOnlyMigration {
  readonly name = 'Conversations1790000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(INDEXES_AND_POLICIES);
  }
}

const TABLES = `
create table conversation (
  organization_id uuid not null references organization,
  id uuid not null,
  owner_id uuid not null,
  title text check (char_length(title) between 1 and 200),
  created_at timestamptz(3) not null default clock_timestamp(),
  -- The moment at which its owner was removed; reinstated, they have it back by that.
  archived_at timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id, owner_id) references membership (organization_id, id)
);

-- A question and its answer are two rows with consecutive numbers, written together before the model is asked.
create table conversation_message (
  organization_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  number integer not null check (number > 0),
  role text not null check (role in ('user', 'assistant')),
  content text not null check (char_length(content) <= 100000),
  tier text not null check (tier in ('fast', 'balanced', 'powerful')),
  credits integer not null check (credits >= 0),
  status text not null check (status in ('pending', 'completed', 'stopped', 'failed')),
  -- Whoever waits for the model renews it; once it is past, nobody does, and the credits go back.
  lease_until timestamptz(3),
  idempotency_key bytea,
  request_hash bytea,
  created_at timestamptz(3) not null default clock_timestamp(),
  finished_at timestamptz(3),
  primary key (organization_id, id),
  unique (organization_id, conversation_id, number),
  foreign key (organization_id, conversation_id) references conversation (organization_id, id),
  constraint conversation_message_question check (role = 'assistant' or (status = 'completed' and credits = 0)),
  constraint conversation_message_lease check ((status = 'pending') = (lease_until is not null)),
  constraint conversation_message_end check ((status = 'pending') = (finished_at is null)),
  constraint conversation_message_key check ((idempotency_key is null) = (request_hash is null))
);
`;

const INDEXES_AND_POLICIES = `
create index conversation_of_owner on conversation (organization_id, owner_id, created_at, id);
create index conversation_archive on conversation (organization_id, archived_at, id) where archived_at is not null;
create index conversation_message_pending on conversation_message (organization_id, lease_until)
  where status = 'pending';
create index conversation_message_by_key on conversation_message (organization_id, idempotency_key, created_at)
  where idempotency_key is not null;

do $$
declare tenant_table text;
begin
  foreach tenant_table in array array['conversation', 'conversation_message'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)',
      tenant_table);
  end loop;
end $$;
`;
