import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * The first schema: organizations, members, invitations, seats, subscriptions, audit, outbox.
 *
 * Every tenant table has `organization_id` in its primary key, its unique indexes and its foreign keys, so that a
 * row cannot point into another tenant and the schema can be distributed by that column unchanged.
 */
export class House1790000000001 extends ForwardOnlyMigration {
  readonly name = 'House1790000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(USERS);
    await runner.query(DIRECTORY_TABLES);
    await runner.query(TENANT_TABLES);
    await runner.query(ROW_LEVEL_SECURITY);
    await runner.query(AUTHORIZATION_QUERY);
    await runner.query(SEAT_HOLDERS);
    await runner.query(DEFINER_FUNCTIONS);
  }
}

/** The accounts, independent of any organization: a reference table, readable by every session. */
const USERS = `
create table user_account (
  user_id uuid primary key,
  name text not null,
  active_organization_id uuid,
  created_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3)
);

-- Addresses are stored ASCII-lowercased with the domain as A-label; the application does it, the check holds it to it.
create table user_email (
  email text primary key check (email = lower(email collate "C")),
  user_id uuid not null references user_account,
  is_primary boolean not null,
  created_at timestamptz(3) not null default now()
);
create index user_email_by_user on user_email (user_id);
create unique index user_email_one_primary on user_email (user_id) where is_primary;
`;

/** Tables without a tenant's policy: found before an organization is known, they hold ids and hashes only. */
const DIRECTORY_TABLES = `
create table organization_slug (
  slug text primary key,
  organization_id uuid not null
);

create table outbox (
  id uuid primary key,
  organization_id uuid,
  queue text not null,
  name text not null,
  payload jsonb not null,
  created_at timestamptz(3) not null default now(),
  due_at timestamptz(3) not null,
  dispatched_at timestamptz(3),
  finished_at timestamptz(3),
  attempts integer not null default 0,
  last_error text,
  locked_by uuid,
  locked_until timestamptz(3)
);
create index outbox_due on outbox (due_at) where finished_at is null;
create index outbox_finished on outbox (finished_at) where finished_at is not null;

-- Which organization a call that started outside of any led into: the answer itself stands in the tenant's own record.
create table idempotency_scope (
  caller_id uuid not null,
  key_hash bytea not null,
  organization_id uuid not null,
  created_at timestamptz(3) not null default now(),
  primary key (caller_id, key_hash)
);
create index idempotency_scope_age on idempotency_scope (created_at);

-- Counts the mails to one address from all organizations together (at most five a day), without saying who wrote.
create table invitation_throttle (
  id uuid primary key,
  address_hash bytea not null,
  sent_at timestamptz(3) not null default now()
);
create index invitation_throttle_by_address on invitation_throttle (address_hash, sent_at);
create index invitation_throttle_age on invitation_throttle (sent_at);
`;

const TENANT_TABLES = `
create table organization (
  organization_id uuid primary key,
  name text not null check (char_length(name) between 1 and 100),
  slug text not null,
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  timezone text not null,
  fiscal_year_start_month smallint not null check (fiscal_year_start_month between 1 and 12),
  monthly_target bigint check (monthly_target between 0 and 9007199254740991),
  quarterly_target bigint check (quarterly_target between 0 and 9007199254740991),
  target_currency char(3),
  monthly_report boolean not null default true,
  logo_id uuid,
  version integer not null default 1,
  owner_membership_id uuid,
  owner_mark text generated always as ('owner') stored,
  created_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  -- Exactly one owner: at least one by this check and the foreign key below, at most one by an index on membership.
  constraint organization_has_owner check (owner_membership_id is not null or deleted_at is not null)
);

create table membership (
  organization_id uuid not null references organization,
  id uuid not null,
  user_id uuid not null references user_account,
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  status text not null check (status in ('active', 'removed')),
  owner_mark text generated always as (case when role = 'owner' and status = 'active' then 'owner' end) stored,
  joined_at timestamptz(3) not null default now(),
  last_active_at timestamptz(3),
  removed_at timestamptz(3),
  primary key (organization_id, id),
  constraint membership_owner unique (organization_id, id, owner_mark),
  constraint membership_removed_at check ((status = 'removed') = (removed_at is not null))
);
create unique index membership_one_owner on membership (organization_id) where role = 'owner' and status = 'active';
create unique index membership_one_active on membership (organization_id, user_id) where status = 'active';
create index membership_by_user on membership (user_id) where status = 'active';

alter table organization
  add constraint organization_owner foreign key (organization_id, owner_membership_id, owner_mark)
  references membership (organization_id, id, owner_mark) deferrable initially deferred;

create table subscription (
  organization_id uuid primary key references organization,
  plan text not null check (plan in ('free', 'starter', 'pro', 'enterprise')),
  status text not null check (status in ('active', 'past_due', 'canceled')),
  renews_at timestamptz(3),
  grace_ends_at timestamptz(3),
  updated_at timestamptz(3) not null default now()
);

create table seat (
  organization_id uuid not null references organization,
  holder_id uuid not null,
  kind text not null check (kind in ('member', 'invitation')),
  held_until timestamptz(3),
  primary key (organization_id, holder_id),
  constraint seat_held_until check ((kind = 'invitation') = (held_until is not null))
);

create table invitation (
  organization_id uuid not null references organization,
  id uuid not null,
  email text not null check (email = lower(email collate "C")),
  role text not null check (role in ('admin', 'member', 'viewer')),
  status text not null check (status in ('pending', 'accepted', 'revoked', 'declined', 'expired')),
  token_hash bytea not null check (octet_length(token_hash) = 32),
  invited_by uuid not null,
  accepted_by uuid,
  created_at timestamptz(3) not null default now(),
  last_sent_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id, invited_by) references membership (organization_id, id),
  foreign key (organization_id, accepted_by) references membership (organization_id, id)
);
create unique index invitation_by_token on invitation (organization_id, token_hash);
create unique index invitation_one_pending on invitation (organization_id, email) where status = 'pending';
create index invitation_by_address on invitation (email) where status = 'pending';

-- One row for every send: the sealed link lives here until the mail has left, then it is erased.
create table invitation_mail (
  organization_id uuid not null,
  id uuid not null,
  invitation_id uuid not null,
  status text not null check (status in ('queued', 'sent', 'failed', 'superseded')),
  sealed_token bytea,
  created_at timestamptz(3) not null default now(),
  ended_at timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id, invitation_id) references invitation (organization_id, id),
  constraint invitation_mail_token_erased check (status = 'queued' or sealed_token is null)
);
create index invitation_mail_by_invitation on invitation_mail (organization_id, invitation_id, created_at desc);
create index invitation_mail_by_age on invitation_mail (organization_id, created_at);

create table reassignment (
  organization_id uuid not null references organization,
  id uuid not null,
  from_membership_id uuid,
  targets jsonb not null,
  kinds text[] not null,
  status text not null check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')),
  progress jsonb not null,
  reason text,
  requested_by jsonb not null,
  created_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  finished_at timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id, from_membership_id) references membership (organization_id, id)
);

create table audit_event (
  organization_id uuid not null references organization,
  id uuid not null,
  action text not null,
  actor_kind text not null check (actor_kind in ('member', 'api_key', 'superadmin', 'system')),
  actor_id uuid,
  actor_name text not null,
  target_kind text not null,
  target_id text,
  target_name text,
  changes jsonb not null,
  at timestamptz(3) not null default now(),
  ip text,
  request_id text,
  primary key (organization_id, id)
);
create index audit_event_by_time on audit_event (organization_id, at desc, id desc);

create table idempotency_record (
  organization_id uuid not null references organization,
  caller_id uuid not null,
  key_hash bytea not null,
  request_hash bytea not null,
  status smallint not null,
  body text not null,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, caller_id, key_hash)
);
create index idempotency_record_age on idempotency_record (organization_id, created_at);
`;

/** After a transaction the setting is an empty text, not unset; hence the nullif. */
const ROW_LEVEL_SECURITY = `
do $$
declare tenant_table text;
begin
  foreach tenant_table in array array[
    'organization', 'membership', 'subscription', 'seat', 'invitation', 'invitation_mail', 'reassignment',
    'audit_event', 'idempotency_record'
  ] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)',
      tenant_table);
  end loop;
end $$;

-- The owner's functions below look across organizations; no other role can become the owner.
create policy owner_reads on organization for select to current_user using (true);
create policy owner_reads on membership for select to current_user using (true);
create policy owner_reads on subscription for select to current_user using (true);
create policy owner_reads on invitation for select to current_user using (true);
`;

/**
 * The authorization query: always one row, which says who the caller is in this organization, or that they are not in it.
 * It needs no other module's entities, and row-level security holds for it like for any other statement.
 */
const AUTHORIZATION_QUERY = `
create function enter_organization(of_organization uuid, of_user uuid)
returns table (
  account_live boolean, membership_id uuid, role text, member_name text, deleted_at timestamptz,
  organization_name text, currency text, timezone text, fiscal_year_start_month smallint, plan text
)
language sql stable
as $$
  select u.user_id is not null, m.id, m.role, u.name, o.deleted_at,
         o.name, o.currency::text, o.timezone, o.fiscal_year_start_month, s.plan
  from (select 1) one
  left join user_account u on u.user_id = of_user and u.deleted_at is null
  left join membership m on m.organization_id = of_organization and m.user_id = of_user and m.status = 'active'
  left join organization o on o.organization_id = m.organization_id
  left join subscription s on s.organization_id = m.organization_id
$$;
`;

/** Who holds the seats, by name, so that billing needs neither members' nor invitations' entities to say it. */
const SEAT_HOLDERS = `
create function seat_holders(of_organization uuid)
returns table (kind text, id uuid, name text)
language sql stable
as $$
  select s.kind, s.holder_id, coalesce(u.name, i.email, '')
  from seat s
  left join membership m on m.organization_id = s.organization_id and m.id = s.holder_id
  left join user_account u on u.user_id = m.user_id
  left join invitation i on i.organization_id = s.organization_id and i.id = s.holder_id
  where s.organization_id = of_organization and (s.held_until is null or s.held_until > clock_timestamp())
  order by s.kind desc, 3, s.holder_id
$$;
`;

/**
 * Temporary tables come last in the pinned path: left out, they would come first, and anyone who can create one named
 * `membership` would have the owner's function read theirs.
 */
const DEFINER_FUNCTIONS = `
create function organizations_of(of_user uuid)
returns table (
  organization_id uuid, membership_id uuid, role text, name text, slug text, currency text, timezone text,
  fiscal_year_start_month smallint, monthly_target bigint, quarterly_target bigint, target_currency text,
  monthly_report boolean, logo_id uuid, version integer, plan text, created_at timestamptz
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select o.organization_id, m.id, m.role, o.name, o.slug, o.currency::text, o.timezone, o.fiscal_year_start_month,
         o.monthly_target, o.quarterly_target, o.target_currency::text, o.monthly_report, o.logo_id, o.version, s.plan, o.created_at
  from membership m
  join organization o on o.organization_id = m.organization_id and o.deleted_at is null
  join subscription s on s.organization_id = m.organization_id
  where m.user_id = of_user and m.status = 'active'
$$;

create function invitations_to(addresses text[])
returns table (
  organization_id uuid, invitation_id uuid, email text, role text, inviter_user_id uuid,
  organization_name text, logo_id uuid, created_at timestamptz, expires_at timestamptz
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select i.organization_id, i.id, i.email, i.role, m.user_id, o.name, o.logo_id, i.created_at, i.expires_at
  from invitation i
  join organization o on o.organization_id = i.organization_id and o.deleted_at is null
  join membership m on m.organization_id = i.organization_id and m.id = i.invited_by
  where i.email = any (addresses) and i.status = 'pending' and i.expires_at > clock_timestamp()
$$;

create function free_organizations_owned_by(of_user uuid)
returns bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select count(*)
  from membership m
  join organization o on o.organization_id = m.organization_id and o.deleted_at is null
  join subscription s on s.organization_id = m.organization_id
  where m.user_id = of_user and m.status = 'active' and m.role = 'owner' and s.plan = 'free'
$$;

revoke execute on function organizations_of(uuid) from public;
revoke execute on function invitations_to(text[]) from public;
revoke execute on function free_organizations_owned_by(uuid) from public;
`;
