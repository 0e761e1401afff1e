import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** Accounts that are kept at Clerk, webhooks that come once, and what is left of a deleted account. */
export class Clerk1790000000002 extends ForwardOnlyMigration {
  readonly name = 'Clerk1790000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ACCOUNTS);
    await runner.query(WEBHOOKS);
    await runner.query(DEFINER_FUNCTIONS);
  }
}

/**
 * A deleted account stays as a tombstone with its Clerk id, so that no late event and no token revives it. Its last name is
 * kept for one reader only: the audit event that ends its memberships.
 */
const ACCOUNTS = `
alter table user_account
  add column clerk_id text unique,
  -- By Clerk's clock, in milliseconds: what is older than this was overtaken. 0: nothing was heard from Clerk itself yet.
  add column clerk_updated_at bigint not null default 0,
  add column departed_name text,
  add constraint user_account_departed_name check (departed_name is null or deleted_at is not null);
`;

/** A directory table: ids only. */
const WEBHOOKS = `
create table webhook_event (
  source text not null check (source in ('clerk', 'stripe')),
  event_id text not null,
  received_at timestamptz(3) not null default now(),
  primary key (source, event_id)
);
create index webhook_event_age on webhook_event (received_at);
`;

/** Where a deleted user is still a member, deleted organizations included: they may be restored. */
const DEFINER_FUNCTIONS = `
create function organizations_left_by(of_user uuid)
returns table (organization_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select m.organization_id
  from membership m
  join user_account u on u.user_id = m.user_id and u.deleted_at is not null
  where m.user_id = of_user and m.status = 'active'
$$;

revoke execute on function organizations_left_by(uuid) from public;
`;
