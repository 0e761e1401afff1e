import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** Settings in full (targets by period, logo, slug), API keys, and invitations that a key or `/me` leads to. */
export class SettingsAndKeys1790000000003 extends ForwardOnlyMigration {
  readonly name = 'SettingsAndKeys1790000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TARGETS);
    await runner.query(API_KEYS);
    await runner.query(INVITERS);
    await runner.query(FUNCTIONS);
  }
}

/** Each target has the currency it was set in: after a change of currency it is invalid until it is set again. */
const TARGETS = `
alter table organization
  add column monthly_target_currency char(3),
  add column quarterly_target_currency char(3);
update organization set
  monthly_target_currency = case when monthly_target is not null then coalesce(target_currency, currency) end,
  quarterly_target_currency = case when quarterly_target is not null then coalesce(target_currency, currency) end;
alter table organization
  add constraint organization_monthly_target check ((monthly_target is null) = (monthly_target_currency is null)),
  add constraint organization_quarterly_target check ((quarterly_target is null) = (quarterly_target_currency is null));

create table revenue_target (
  organization_id uuid not null references organization,
  period text not null check (period ~ '^([0-9]{4}-(0[1-9]|1[0-2])|FY[0-9]{4}-Q[1-4])$'),
  amount bigint not null check (amount between 0 and 9007199254740991),
  currency char(3) not null,
  primary key (organization_id, period)
);
alter table revenue_target enable row level security;
alter table revenue_target force row level security;
create policy tenant on revenue_target
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
`;

const API_KEYS = `
create table api_key (
  organization_id uuid not null references organization,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 100),
  role text not null check (role in ('admin', 'member', 'viewer')),
  key_hash bytea not null check (octet_length(key_hash) = 32),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id, created_by) references membership (organization_id, id)
);
create unique index api_key_by_hash on api_key (organization_id, key_hash);
create index api_key_by_maker on api_key (organization_id, created_by) where revoked_at is null;
alter table api_key enable row level security;
alter table api_key force row level security;
create policy tenant on api_key
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
`;

/** Who invited is a member or a key. */
const INVITERS = `
alter table invitation
  alter column invited_by drop not null,
  add column invited_by_key uuid,
  add constraint invitation_inviting_key foreign key (organization_id, invited_by_key)
    references api_key (organization_id, id),
  add constraint invitation_one_inviter check ((invited_by is null) <> (invited_by_key is null));
create policy owner_reads on api_key for select to current_user using (true);
`;

/**
 * The authorization query for API keys returns the same row as the one for users; \`account_live\` says whether the key is valid, and the key
 * takes the place of the membership.
 */
const FUNCTIONS = `
create function enter_with_key(of_organization uuid, of_key bytea)
returns table (
  account_live boolean, membership_id uuid, role text, member_name text, deleted_at timestamptz,
  organization_name text, currency text, timezone text, fiscal_year_start_month smallint, plan text
)
language sql stable
as $$
  select k.id is not null and o.deleted_at is null, k.id, k.role, k.name, o.deleted_at,
         o.name, o.currency::text, o.timezone, o.fiscal_year_start_month, s.plan
  from (select 1) one
  left join api_key k on k.organization_id = of_organization and k.key_hash = of_key
    and k.revoked_at is null and (k.expires_at is null or k.expires_at > clock_timestamp())
  left join organization o on o.organization_id = k.organization_id
  left join subscription s on s.organization_id = k.organization_id
$$;

drop function organizations_of(uuid);
create function organizations_of(of_user uuid)
returns table (
  organization_id uuid, membership_id uuid, role text, name text, slug text, currency text, timezone text,
  fiscal_year_start_month smallint, monthly_target bigint, monthly_target_currency text, quarterly_target bigint,
  quarterly_target_currency text, monthly_report boolean, logo_id uuid, version integer, plan text,
  created_at timestamptz
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select o.organization_id, m.id, m.role, o.name, o.slug, o.currency::text, o.timezone, o.fiscal_year_start_month,
         o.monthly_target, o.monthly_target_currency::text, o.quarterly_target, o.quarterly_target_currency::text,
         o.monthly_report, o.logo_id, o.version, s.plan, o.created_at
  from membership m
  join organization o on o.organization_id = m.organization_id and o.deleted_at is null
  join subscription s on s.organization_id = m.organization_id
  where m.user_id = of_user and m.status = 'active'
$$;
alter table organization drop column target_currency;

drop function invitations_to(text[]);
create function invitations_to(addresses text[])
returns table (
  organization_id uuid, invitation_id uuid, email text, role text, inviter_name text,
  organization_name text, logo_id uuid, created_at timestamptz, expires_at timestamptz
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select i.organization_id, i.id, i.email, i.role, coalesce(u.name, k.name), o.name, o.logo_id, i.created_at, i.expires_at
  from invitation i
  join organization o on o.organization_id = i.organization_id and o.deleted_at is null
  left join membership m on m.organization_id = i.organization_id and m.id = i.invited_by
  left join user_account u on u.user_id = m.user_id
  left join api_key k on k.organization_id = i.organization_id and k.id = i.invited_by_key
  where i.email = any (addresses) and i.status = 'pending' and i.expires_at > clock_timestamp()
$$;

-- In which organization an invitation to one of these addresses stands, whatever became of it.
create function organization_of_invitation(of_invitation uuid, addresses text[])
returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select i.organization_id from invitation i where i.id = of_invitation and i.email = any (addresses)
$$;
create index invitation_by_id on invitation (id);

revoke execute on function organizations_of(uuid) from public;
revoke execute on function invitations_to(text[]) from public;
revoke execute on function organization_of_invitation(uuid, text[]) from public;
`;
