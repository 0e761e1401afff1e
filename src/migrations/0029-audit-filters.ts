import type { QueryRunner } from 'typeorm';
import { buildIndex } from './build-index.js';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * The indexes of the audit log's filters, each in the order of the list, and the search of names. They are built one by one
 * without a transaction, while the service writes.
 */
export class AuditFilters1790000000029 extends ForwardOnlyMigration {
  readonly name = 'AuditFilters1790000000029';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const column of ['actor_id', 'target_id', 'action']) {
      const definition = `on audit_event (organization_id, ${column}, at desc, id desc)`;
      await buildIndex(runner, `audit_event_by_${column.replace('_id', '')}`, definition);
    }
    const keys = ['actor_name', 'target_name'].map((column) => `search_key(${column}) gin_trgm_ops`).join(', ');
    await buildIndex(runner, 'audit_event_search_key', `on audit_event using gin (organization_id, ${keys})`);
    await runner.query(FIND_AUDIT_EVENTS);
  }
}

/**
 * Row-level security lets no index compare texts, because the comparison could reveal rows of others. The function may, and
 * only for the tenant of the transaction. It sets the planner as the search of records does, which finds the same way.
 */
const FIND_AUDIT_EVENTS = `
do $$ begin
  if not exists (select 1 from pg_policies where tablename = 'audit_event' and policyname = 'owner_reads') then
    create policy owner_reads on audit_event for select to current_user using (true);
  end if;
end $$;

create or replace function find_audit_events(pattern text, most integer) returns setof uuid
language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off
set enable_indexscan = off
as $$
declare
  tenant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  operator constant text := case when left(pattern, 1) <> '%' then '~' else 'like' end;
begin
  -- Planned again for each pattern: how common it is decides.
  return query execute format(
      'select id from audit_event where organization_id = $1
       and (search_key(actor_name) %1$s $2 or search_key(target_name) %1$s $2) limit $3', operator)
    using tenant, search_key(pattern), most;
end
$$;
revoke execute on function find_audit_events(text, integer) from public;
`;
