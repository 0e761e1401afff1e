import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * What a removal moved, so that undoing it returns exactly that; deleted organizations count among those on Free; who sent
 * an invitation mail counts for the limits.
 */
export class Leaving1790000000017 extends ForwardOnlyMigration {
  readonly name = 'Leaving1790000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REMOVAL_MOVES);
    await runner.query(FREE_ORGANIZATIONS);
    await runner.query(INVITATION_THROTTLE);
  }
}

/**
 * One row for each record that the run of a removal moved: where it put it. Written in the batch that moves the record, taken
 * out in the batch that returns it, and deleted when the removal cannot be undone any more. Its key is the order in which
 * records are moved and locked everywhere: by kind, then by creation.
 *
 * Runs that the version before this one begins count as requested: their removal is undone as before, by what is unassigned.
 */
const REMOVAL_MOVES = `
alter table reassignment
  add column purpose text not null default 'request' check (purpose in ('request', 'removal', 'reinstatement')),
  -- Of a reinstatement: the removal's run whose moves it takes back.
  add column returns_id uuid,
  add constraint reassignment_returns foreign key (organization_id, returns_id) references reassignment (organization_id, id),
  add constraint reassignment_purpose check ((purpose = 'reinstatement') = (returns_id is not null));
create index reassignment_of_removal on reassignment (organization_id, from_membership_id, created_at, id)
  where purpose = 'removal';
create index reassignment_returning on reassignment (organization_id, returns_id) where returns_id is not null;

create table removal_move (
  organization_id uuid not null,
  reassignment_id uuid not null,
  kind text not null check (kind in ('leads', 'deals', 'campaigns', 'sequences')),
  -- The record's own.
  created_at timestamptz(3) not null,
  record_id uuid not null,
  -- Who got it; null: it became unassigned.
  owner_id uuid,
  primary key (organization_id, reassignment_id, kind, created_at, record_id),
  foreign key (organization_id, reassignment_id) references reassignment (organization_id, id)
);
alter table removal_move enable row level security;
alter table removal_move force row level security;
create policy tenant on removal_move
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
`;

/** A deleted organization comes back on Free when it is restored, whatever its plan was: it counts until it is purged. */
const FREE_ORGANIZATIONS = `
create or replace function free_organizations_owned_by(of_user uuid)
returns bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select count(*)
  from membership m
  join organization o on o.organization_id = m.organization_id
  join subscription s on s.organization_id = m.organization_id
  where m.user_id = of_user and m.status = 'active' and m.role = 'owner'
    and (s.plan = 'free' or o.deleted_at is not null)
$$;
`;

/**
 * Hashes beside that of the mailbox: who sent a mail within the last day, for the limit of one person over all of their
 * organizations and for the mail that is kept for a sender who has sent none. Null in rows of the version before.
 */
const INVITATION_THROTTLE = `
alter table invitation_throttle
  add column organization_hash bytea,
  add column sender_hash bytea;
create index invitation_throttle_by_sender on invitation_throttle (sender_hash, sent_at);
`;
