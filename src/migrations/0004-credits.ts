import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** Credits: the append-only ledger, the period of every organization, and plans that are set for a time. */
export class Credits1790000000004 extends ForwardOnlyMigration {
  readonly name = 'Credits1790000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PLAN_RETURN);
    await runner.query(LEDGER);
    await runner.query(DUE_WORK);
    await runner.query(EXISTING_ORGANIZATIONS);
    await runner.query(ROW_LEVEL_SECURITY);
  }
}

/** A plan set for a time: which plan comes back, and when. */
const PLAN_RETURN = `
alter table subscription
  add column returns_to text check (returns_to in ('free', 'starter', 'pro', 'enterprise')),
  add column returns_at timestamptz(3),
  add constraint subscription_return check ((returns_to is null) = (returns_at is null));
`;

/**
 * The ledger is a chain: every entry has the balance after it, and a foreign key ties the balance before it to the entry
 * before. So the last entry's balance *is* the sum of all credits, by constraints alone, and there is no copy anywhere that
 * could differ. docs/decisions/0011-credits-ledger.md says why it is not a trigger.
 */
const LEDGER = `
create table credit_account (
  organization_id uuid primary key references subscription,
  period_started_at timestamptz(3) not null,
  period_ends_at timestamptz(3) not null,
  unlimited boolean not null default false,
  constraint credit_account_period check (period_started_at < period_ends_at)
);

create table credit_entry (
  organization_id uuid not null references credit_account,
  -- 1, 2, 3 … without a gap: of two writers that both read n as the last, one fails.
  number bigint not null check (number > 0),
  id uuid not null,
  kind text not null,
  -- What it moves in each of the two purses.
  monthly bigint not null,
  top_up bigint not null,
  credits bigint not null generated always as (monthly + top_up) stored,
  -- What each purse holds after it, and therefore held before it.
  monthly_after bigint not null check (monthly_after >= 0),
  top_up_after bigint not null check (top_up_after >= 0),
  balance_after bigint not null generated always as (monthly_after + top_up_after) stored
    check (monthly_after + top_up_after <= 9007199254740991),
  monthly_before bigint not null generated always as (monthly_after - monthly) stored,
  top_up_before bigint not null generated always as (top_up_after - top_up) stored,
  number_before bigint generated always as (nullif(number - 1, 0)) stored,
  -- What a feature used, also where it cost nothing because credits were unlimited.
  usage bigint not null default 0,
  feature text check (feature ~ '^[a-z][a-z0-9._-]{0,63}$'),
  actor_kind text not null check (actor_kind in ('member', 'api_key', 'superadmin', 'system')),
  actor_id uuid,
  actor_name text not null,
  key text check (char_length(key) between 1 and 255),
  refund_of bigint,
  reason text check (char_length(reason) between 1 and 1000),
  period_started_at timestamptz(3) not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  primary key (organization_id, number),
  constraint credit_entry_chain_end unique (organization_id, number, monthly_after, top_up_after),
  constraint credit_entry_chain foreign key (organization_id, number_before, monthly_before, top_up_before)
    references credit_entry (organization_id, number, monthly_after, top_up_after),
  constraint credit_entry_first check (number > 1 or (monthly_before = 0 and top_up_before = 0)),
  constraint credit_entry_refund foreign key (organization_id, refund_of) references credit_entry (organization_id, number),
  constraint credit_entry_kind check (case kind
    when 'grant' then monthly > 0 and top_up = 0
    -- Top-ups never lapse.
    when 'lapse' then monthly < 0 and top_up = 0
    when 'top_up' then monthly = 0 and top_up > 0
    -- Top-ups are spent after the monthly credits. With unlimited credits nothing is taken.
    when 'debit' then monthly <= 0 and top_up <= 0 and monthly + top_up in (0, -usage) and (top_up = 0 or monthly_after = 0)
    when 'refund' then monthly >= 0 and top_up >= 0 and monthly + top_up in (0, -usage)
    when 'adjustment' then (monthly = 0 and top_up > 0) or (monthly <= 0 and top_up <= 0 and monthly + top_up < 0)
    else false end),
  constraint credit_entry_usage check (case kind when 'debit' then usage > 0 when 'refund' then usage < 0 else usage = 0 end),
  constraint credit_entry_feature check ((feature is not null) = (kind in ('debit', 'refund'))),
  constraint credit_entry_key check (case kind when 'debit' then key is not null when 'top_up' then true else key is null end),
  constraint credit_entry_refund_of check ((refund_of is not null) = (kind = 'refund')),
  constraint credit_entry_reason check ((reason is not null) = (kind = 'adjustment'))
);
-- Once per key, and each debit is refunded once.
create unique index credit_entry_by_key on credit_entry (organization_id, kind, key) where key is not null;
create unique index credit_entry_refunded on credit_entry (organization_id, refund_of) where refund_of is not null;
-- What a period was granted, and what was used in it, without reading the rest.
create index credit_entry_granted on credit_entry (organization_id, period_started_at) include (monthly) where kind = 'grant';
create index credit_entry_used on credit_entry (organization_id, period_started_at, feature) include (usage) where usage <> 0;
`;

/** A directory table: which organization has something to happen by itself, and when. Ids and times only. */
const DUE_WORK = `
create table due_work (
  organization_id uuid not null,
  kind text not null check (kind ~ '^[a-z-]+$'),
  due_at timestamptz(3) not null,
  primary key (organization_id, kind)
);
create index due_work_by_time on due_work (kind, due_at, organization_id);
`;

/**
 * Organizations that are there already begin in the middle of their period, with what their plan grants. Written before
 * row-level security is enabled on the new tables, since it is for all of them; the old ones their owner may read.
 */
const EXISTING_ORGANIZATIONS = `
with local as (
  select o.organization_id, o.created_at, s.plan, z.name as zone, (o.created_at at time zone z.name)::date as born,
         (now() at time zone z.name)::date as today
  from organization o
  join subscription s on s.organization_id = o.organization_id
  -- A timezone that this server does not know yet (the service knows more of them) counts as UTC until the next period.
  cross join lateral (select coalesce((select n.name from pg_timezone_names n where n.name = o.timezone), 'UTC') as name) z
), counted as (
  select l.*, m.months - case when (l.born + make_interval(months => m.months))::date > l.today then 1 else 0 end as months
  from local l
  cross join lateral (select ((extract(year from l.today) - extract(year from l.born)) * 12
                              + extract(month from l.today) - extract(month from l.born))::int as months) m
)
insert into credit_account (organization_id, period_started_at, period_ends_at)
select organization_id,
       case when months = 0 then created_at
            else (born + make_interval(months => months))::date::timestamp at time zone zone end,
       (born + make_interval(months => months + 1))::date::timestamp at time zone zone
from counted;

insert into credit_entry (organization_id, number, id, kind, monthly, top_up, monthly_after, top_up_after,
                          actor_kind, actor_name, period_started_at)
select a.organization_id, 1,
       -- A UUIDv7: the time's milliseconds before what is random.
       encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
         placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
         52, 1), 53, 1), 'hex')::uuid,
       'grant', p.credits, 0, p.credits, 0, 'system', 'System', a.period_started_at
from credit_account a
join subscription s on s.organization_id = a.organization_id
join (values ('free', 50), ('starter', 3000), ('pro', 10000), ('enterprise', 40000)) p (plan, credits) on p.plan = s.plan;

insert into due_work (organization_id, kind, due_at) select organization_id, 'billing', period_ends_at from credit_account;
`;

const ROW_LEVEL_SECURITY = `
do $$
declare tenant_table text;
begin
  foreach tenant_table in array array['credit_account', 'credit_entry'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)',
      tenant_table);
  end loop;
end $$;
`;
