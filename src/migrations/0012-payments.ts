import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** Paid subscriptions: whose customer is whose, what the provider gives an organization now, and until when. */
export class Payments1790000000012 extends ForwardOnlyMigration {
  readonly name = 'Payments1790000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CUSTOMERS);
    await runner.query(PAID_SUBSCRIPTION);
    await runner.query(PERIODS);
    await runner.query(OWNERS);
  }
}

/** A directory table: a webhook names a customer, and nothing else in it may be trusted. Ids only. */
const CUSTOMERS = `
create table stripe_customer (
  customer_id text primary key check (char_length(customer_id) between 1 and 255),
  organization_id uuid not null unique,
  created_at timestamptz(3) not null default now()
);
`;

const PAID_SUBSCRIPTION = `
alter table subscription
  -- The plan that the provider gives now, whatever else is set on top of it; and when that ends by itself.
  add column paid_plan text not null default 'free' check (paid_plan in ('free', 'starter', 'pro', 'enterprise')),
  add column paid_until timestamptz(3),
  add column cancels_at timestamptz(3),
  add column provider_subscription_id text,
  add column checkout_session_id text,
  -- Grows with every reading of the provider that was applied: one that began before another was applied is taken anew.
  add column readings integer not null default 0,
  -- When the last of them began, in microseconds: whatever was told before that is known.
  add column read_at bigint not null default 0,
  -- While somebody changes the plan at the provider, nobody else's reading counts.
  add column plan_changing_until timestamptz(3),
  -- Subscriptions that began before the organization's deletion count no more, also after it was restored.
  add column paid_before timestamptz(3);
`;

/**
 * By whom the running period ends: the organization's own calendar, or a paid subscription; once that is over, its last
 * period still runs to its end, and the calendar goes on from there.
 */
const PERIODS = `
alter table credit_account
  add column period_by text not null default 'calendar' check (period_by in ('calendar', 'subscription', 'ending'));
`;

/** Whose billing contact somebody is: the customers of the organizations that they own. */
const OWNERS = `
create function paying_organizations_of(of_user uuid)
returns table (organization_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select m.organization_id
  from membership m
  join stripe_customer c on c.organization_id = m.organization_id
  where m.user_id = of_user and m.status = 'active' and m.role = 'owner'
$$;

revoke execute on function paying_organizations_of(uuid) from public;
`;
