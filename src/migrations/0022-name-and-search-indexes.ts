import type { QueryRunner } from 'typeorm';
import { buildIndex } from './build-index.js';
import { ForwardOnlyMigration } from './forward-only.js';

const NAMED = ['lead', 'deal', 'campaign', 'sequence', 'automation', 'integration'] as const;

/**
 * The indexes of the order of names and of the search. They are built one by one without a transaction, beside a service that goes on
 * writing; a run that was broken off begins where it stopped. The old ones go once nothing is searched by them any more. A process of
 * the version before still sorts by \`name_key\`, for the time of the change without an index.
 */
export class NameAndSearchIndexes1790000000022 extends ForwardOnlyMigration {
  readonly name = 'NameAndSearchIndexes1790000000022';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const table of NAMED) {
      await buildIndex(runner, `${table}_in_name_order`, `on ${table} (organization_id, name collate name_order, id)`);
      const searched = table === 'lead' ? ['name', 'email', 'company'] : ['name'];
      const keys = searched.map((column) => `search_key(${column}) gin_trgm_ops`).join(', ');
      await buildIndex(runner, `${table}_search_key`, `on ${table} using gin (organization_id, ${keys})`);
    }
    await runner.query(FIND_RECORDS);
    const old = [...NAMED.flatMap((table) => [`${table}_by_name`, `${table}_search`]), 'lead_search_contact'];
    for (const index of old) await runner.query(`drop index concurrently if exists ${index}`);
  }
}

/** As before, but what is compared are the search keys, and the pattern is folded here, so that old processes find the same. */
const FIND_RECORDS = `
create or replace function find_records(of_table text, pattern text, most integer) returns setof uuid
language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off
set enable_indexscan = on
as $$
declare
  tenant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  is_short constant boolean := left(pattern, 1) <> '%';
  operator constant text := case when is_short then '~' else 'like' end;
  condition text := case
    when of_table = 'lead' then 'search_key(name) %1$s $2 or search_key(email) %1$s $2 or search_key(company) %1$s $2'
    when of_table in ('deal', 'campaign', 'sequence', 'automation', 'integration') then 'search_key(name) %1$s $2'
  end;
begin
  if condition is null then
    raise exception 'Nothing is sought in %.', of_table;
  end if;
  -- How rare a letter is the planner cannot know: without this it may take it for common, and go through all records one by one.
  -- It ends with the function, which sets the same for itself.
  if is_short then
    perform set_config('enable_indexscan', 'off', true);
  end if;
  -- Planned anew for each pattern: how common it is decides.
  return query execute
    format('select id from %I where organization_id = $1 and (%s) limit $3', of_table, format(condition, operator))
    using tenant, search_key(pattern), most;
end
$$;
`;
