import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** The end of a deleted organization after thirty days: every row and every file is deleted. */
export class Purge1790000000009 extends ForwardOnlyMigration {
  readonly name = 'Purge1790000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STORED_FILES);
    await runner.query(PLATFORM_AUDIT);
    await runner.query(ORGANIZATIONS_TO_PURGE);
    await runner.query(PURGE_ORDER);
    await runner.query(PURGE);
  }
}

/**
 * Every file that an organization has, or may have, in the file store: written down before the file is, and crossed out after
 * it is gone, so that neither a crash nor a store that was down leaves an unknown one. The logos so far are taken
 * from the organizations and, where one was replaced, from the log: whether it was removed then was not recorded.
 */
const STORED_FILES = `
create table stored_file (
  organization_id uuid not null references organization,
  key text not null check (key ~ '^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$'),
  created_at timestamptz(3) not null default clock_timestamp(),
  -- By the purge, which counts what it removed; else the row goes with its file.
  removed_at timestamptz(3),
  primary key (organization_id, key)
);

-- The owner sees no tenant's rows while row-level security is forced on it, so for this one statement it is not.
alter table audit_event no force row level security;
insert into stored_file (organization_id, key)
select organization_id, 'logos/' || logo_id from organization where logo_id is not null
union
select e.organization_id, 'logos/' || substring(url from '[0-9a-f-]{36}$')
from audit_event e, unnest(array[e.changes -> 'logoUrl' ->> 'from', e.changes -> 'logoUrl' ->> 'to']) url
where e.action = 'organization.logo_changed' and url ~ '/[0-9a-f-]{36}$';
alter table audit_event force row level security;

alter table stored_file enable row level security;
alter table stored_file force row level security;
create policy tenant on stored_file
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
`;

/** What the platform itself did. A directory table: ids, counts and times only, since it outlives whom it is about. */
const PLATFORM_AUDIT = `
create table platform_audit_event (
  id uuid primary key default gen_random_uuid(),
  action text not null check (action ~ '^[a-z]+[.][a-z_]+$'),
  target_id uuid not null,
  counts jsonb not null default '{}',
  started_at timestamptz(3) not null default clock_timestamp(),
  -- Null while it is under way.
  finished_at timestamptz(3)
);
create unique index platform_audit_event_once on platform_audit_event (action, target_id);
`;

/** The deletion itself is what makes the purge due; nothing beside it has to be kept in step when it is taken back. */
const ORGANIZATIONS_TO_PURGE = `
create index organization_slug_by_organization on organization_slug (organization_id);
create index organization_by_deletion on organization (deleted_at, organization_id) where deleted_at is not null;

create function organizations_to_purge(after_due timestamptz, after_id uuid, most integer)
returns table (organization_id uuid, due_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select o.organization_id, o.deleted_at + interval '30 days'
  from organization o
  where o.deleted_at <= clock_timestamp() - interval '30 days'
    and (o.deleted_at, o.organization_id) > (after_due - interval '30 days', after_id)
  order by o.deleted_at, o.organization_id
  limit most
$$;
revoke execute on function organizations_to_purge(timestamptz, uuid, integer) from public;
`;

/**
 * Taken from the catalogue, so that a table that comes later is purged without being named here. Directory tables come first:
 * no job shall find work in half an organization. Then tables that refer to others come before those they refer to.
 */
const PURGE_ORDER = `
create function purge_order() returns table (table_name text, key_columns text, backwards text)
language sql stable
as $$
  with recursive tenant as (
    select c.oid, c.relname::text as name
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  ), reference as (
    select distinct k.conrelid as child, k.confrelid as parent
    from pg_constraint k
    join tenant c on c.oid = k.conrelid and c.name <> 'organization'
    join tenant p on p.oid = k.confrelid
    where k.contype = 'f' and k.conrelid <> k.confrelid
  ), step (oid, depth) as (
    select oid, 0 from tenant where name = 'organization'
    union
    select r.child, s.depth + 1 from step s join reference r on r.parent = s.oid where s.depth < 30
  )
  select t.name,
         string_agg(quote_ident(a.attname), ', ' order by k.position),
         string_agg(quote_ident(a.attname) || ' desc', ', ' order by k.position)
  from tenant t
  join pg_index i on i.indrelid = t.oid and i.indisprimary
  cross join unnest(i.indkey::int2[]) with ordinality k (attnum, position)
  join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
  left join (select oid, max(depth) as depth from step group by oid) s on s.oid = t.oid
  where t.name not in ('organization', 'subscription')
  group by t.name, s.depth
  order by coalesce(s.depth, 1000) desc, t.name
$$;
`;

/**
 * Removes at most so many rows of a deleted organization and answers how many; 0 when nothing of it is left. Called again
 * until then: each call is one transaction, and one that is killed is simply called again.
 *
 * For every caller it refuses an organization that is not deleted, one that was deleted less than thirty days ago, one whose
 * subscription the payment provider has not confirmed to have ended, and one that still has files. Both rows are locked: a
 * restore on the last day either comes before and there is nothing to purge, or finds that its time has passed.
 */
const PURGE = `
create function purge_organization(of_organization uuid, most integer) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  tenant_table record;
  since timestamptz;
  removed integer;
  total integer := 0;
  counted jsonb := '{}';
begin
  if of_organization is distinct from nullif(current_setting('app.organization_id', true), '')::uuid or most < 1 then
    raise exception 'An organization is purged in a transaction of its own, some rows at a time.';
  end if;
  perform 1 from subscription where organization_id = of_organization for update;
  select deleted_at into since from organization where organization_id = of_organization for update;
  if not found then
    return 0;
  end if;
  if since is null or since > clock_timestamp() - interval '30 days' then
    raise exception 'An organization is purged thirty days after its deletion.';
  end if;
  if exists (select 1 from outbox
             where organization_id = of_organization and name = 'end-subscription' and finished_at is null) then
    raise exception 'An organization is purged when its subscription has ended.';
  end if;
  if exists (select 1 from stored_file where organization_id = of_organization and removed_at is null) then
    raise exception 'An organization is purged when its files are removed.';
  end if;

  update organization set owner_membership_id = null
  where organization_id = of_organization and owner_membership_id is not null;
  for tenant_table in select table_name as name, key_columns, backwards from purge_order() loop
    if tenant_table.name = 'membership' then
      update user_account set active_organization_id = null
      where active_organization_id = of_organization
        and user_id in (select user_id from membership where organization_id = of_organization);
    end if;
    -- Backwards along the primary key: by its index, and of entries that refer to earlier ones the later ones first. By the
    -- key, so that a row that somebody changes meanwhile goes nevertheless.
    execute format(
      'delete from %1$I where organization_id = $1 and (%2$s) in (
         select %2$s from %1$I where organization_id = $1 order by %3$s limit $2)',
      tenant_table.name, tenant_table.key_columns, tenant_table.backwards)
      using of_organization, most - total;
    get diagnostics removed = row_count;
    if removed > 0 then
      total := total + removed;
      counted := counted || jsonb_build_object(tenant_table.name, removed);
    end if;
    exit when total >= most;
  end loop;
  if total < most then
    delete from subscription where organization_id = of_organization;
    delete from organization where organization_id = of_organization;
    total := total + 2;
    counted := counted || '{"subscription": 1, "organization": 1}';
  end if;

  insert into platform_audit_event as event (action, target_id, counts, finished_at)
  values ('organization.purged', of_organization, counted, case when counted ? 'organization' then clock_timestamp() end)
  on conflict (action, target_id) do update set
    counts = (select jsonb_object_agg(name, coalesce((event.counts ->> name)::bigint, 0) + coalesce((counted ->> name)::bigint, 0))
              from jsonb_object_keys(event.counts || counted) name),
    finished_at = excluded.finished_at;
  return total;
end
$$;
revoke execute on function purge_organization(uuid, integer) from public;
`;
