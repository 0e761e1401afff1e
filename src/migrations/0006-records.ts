import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** The sales records: leads, deals, campaigns, sequences, calls, automations and integrations. */
export class Records1790000000006 extends ForwardOnlyMigration {
  readonly name = 'Records1790000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(EXTENSIONS);
    await runner.query(TABLES);
    await runner.query(INDEXES_AND_POLICIES);
    await runner.query(SEARCH);
  }
}

/** Both are trusted: the owner of a database may create them without being a superuser. */
const EXTENSIONS = `
create extension if not exists btree_gin;
create extension if not exists pg_trgm;
`;

/** The owner of a record is a membership of the same organization; that it is an active one, the service makes sure of. */
const OWNED = `
  owner_id uuid,
  previous_owner_id uuid,`;

/** The folded name is a column, since row-level security keeps \`lower(name)\` in a filter from an index: it is not leakproof. */
const NAMED = `
  name text not null check (char_length(name) between 1 and 200),
  name_key text not null generated always as (lower(name)) stored,`;

const COMMON = `
  organization_id uuid not null references organization,
  id uuid not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  updated_at timestamptz(3) not null default clock_timestamp(),
  version integer not null default 1,
  primary key (organization_id, id)`;

const OWNERS = `
  foreign key (organization_id, owner_id) references membership (organization_id, id),
  foreign key (organization_id, previous_owner_id) references membership (organization_id, id)`;

const TABLES = `
create table lead (${OWNED}${NAMED}
  email text,
  phone text,
  company text,
  status text not null check (status in ('new', 'contacted', 'qualified', 'converted', 'lost')),
  ${COMMON}, ${OWNERS}
);

create table deal (${OWNED}${NAMED}
  amount bigint not null check (amount between 0 and 9007199254740991),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  stage text not null check (stage in ('qualification', 'proposal', 'negotiation', 'closed_won', 'closed_lost')),
  closed_at timestamptz(3),
  lead_id uuid,
  ${COMMON}, ${OWNERS},
  foreign key (organization_id, lead_id) references lead (organization_id, id) on delete set null (lead_id),
  constraint deal_closed check ((stage in ('closed_won', 'closed_lost')) = (closed_at is not null))
);

create table campaign (${OWNED}${NAMED}
  status text not null check (status in ('draft', 'active', 'paused', 'completed')),
  scheduled_for text check (scheduled_for ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
  scheduled_at timestamptz(3),
  -- When it is still to become active by itself; null where it never will, or has already.
  activates_at timestamptz(3),
  ${COMMON}, ${OWNERS},
  constraint campaign_schedule check ((scheduled_for is null) = (scheduled_at is null)),
  constraint campaign_activation check (activates_at is null or (status = 'draft' and activates_at = scheduled_at))
);

create table sequence (${OWNED}${NAMED}
  campaign_id uuid,
  steps jsonb not null check (jsonb_typeof(steps) = 'array'),
  ${COMMON}, ${OWNERS},
  foreign key (organization_id, campaign_id) references campaign (organization_id, id) on delete set null (campaign_id)
);

create table call (
  direction text not null check (direction in ('inbound', 'outbound')),
  lead_id uuid,
  started_at timestamptz(3) not null,
  duration_seconds integer check (duration_seconds >= 0),
  outcome text,
  made_by_id uuid,
  ${COMMON},
  foreign key (organization_id, lead_id) references lead (organization_id, id) on delete set null (lead_id),
  foreign key (organization_id, made_by_id) references membership (organization_id, id)
);

create table automation (${NAMED}
  trigger text not null check (char_length(trigger) between 1 and 100),
  conditions jsonb not null check (jsonb_typeof(conditions) = 'array'),
  actions jsonb not null check (jsonb_typeof(actions) = 'array'),
  enabled boolean not null,
  created_by_id uuid,
  ${COMMON},
  foreign key (organization_id, created_by_id) references membership (organization_id, id)
);

create table integration (${NAMED}
  provider text not null check (char_length(provider) between 1 and 100),
  -- Names of the settings are readable; their values, which may be secrets, are sealed.
  setting_names text[] not null,
  sealed_settings bytea not null,
  created_by_id uuid,
  ${COMMON},
  foreign key (organization_id, created_by_id) references membership (organization_id, id)
);
`;

const INDEXES_AND_POLICIES = `
do $$
declare kind text;
begin
  foreach kind in array array['lead', 'deal', 'campaign', 'sequence', 'call', 'automation', 'integration'] loop
    execute format('alter table %I enable row level security', kind);
    execute format('alter table %I force row level security', kind);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)',
      kind);
    execute format('create index %I on %I (organization_id, created_at, id)', kind || '_by_creation', kind);
    execute format('create index %I on %I (organization_id, updated_at, id)', kind || '_by_change', kind);
    if kind <> 'call' then
      execute format('create index %I on %I (organization_id, name_key, id)', kind || '_by_name', kind);
      execute format('create index %I on %I using gin (organization_id, name gin_trgm_ops)', kind || '_search', kind);
    end if;
  end loop;
  foreach kind in array array['lead', 'deal', 'campaign', 'sequence'] loop
    execute format('create index %I on %I (organization_id, owner_id, created_at, id)', kind || '_by_owner', kind);
    execute format(
      'create index %I on %I (organization_id, previous_owner_id, id) where owner_id is null', kind || '_unassigned', kind);
    execute format(
      'create index %I on %I (organization_id, previous_owner_id, created_at, id)', kind || '_by_previous_owner', kind);
  end loop;
end $$;

create index lead_search_contact on lead using gin (organization_id, email gin_trgm_ops, company gin_trgm_ops);
create index lead_by_status on lead (organization_id, status, created_at, id);
create index deal_by_stage on deal (organization_id, stage, created_at, id);
create index deal_by_amount on deal (organization_id, amount, id);
create index deal_by_lead on deal (organization_id, lead_id) where lead_id is not null;
create index deal_won on deal (organization_id, closed_at) where stage = 'closed_won';
create index campaign_by_status on campaign (organization_id, status, created_at, id);
create index campaign_due on campaign (organization_id, activates_at, id) where activates_at is not null;
create index sequence_by_campaign on sequence (organization_id, campaign_id) where campaign_id is not null;
create index call_by_lead on call (organization_id, lead_id) where lead_id is not null;
create index call_by_maker on call (organization_id, made_by_id, started_at);
`;

/**
 * Part of a text is found by trigrams, and row-level security keeps \`ilike\` from any index: it is not leakproof. So the search
 * reads with the owner's rights, in the one organization that the transaction is for, and answers ids alone.
 */
const SEARCH = `
create function find_records(of_table text, pattern text, most integer) returns setof uuid
language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  tenant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  condition text := case
    when of_table = 'lead' then 'name ilike $2 or email ilike $2 or company ilike $2'
    when of_table in ('deal', 'campaign', 'sequence', 'automation', 'integration') then 'name ilike $2'
  end;
begin
  if condition is null then
    raise exception 'Nothing is sought in %.', of_table;
  end if;
  -- Planned anew for each pattern: how common it is decides.
  return query execute format('select id from %I where organization_id = $1 and (%s) limit $3', of_table, condition)
    using tenant, pattern, most;
end
$$;
revoke all on function find_records(text, text, integer) from public;

create policy owner_reads on lead for select to current_user using (true);
create policy owner_reads on deal for select to current_user using (true);
create policy owner_reads on campaign for select to current_user using (true);
create policy owner_reads on sequence for select to current_user using (true);
create policy owner_reads on automation for select to current_user using (true);
create policy owner_reads on integration for select to current_user using (true);
`;
