import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** What a million records of one organization need: indexes in the order of batches and lists, and a search of short texts. */
export class RecordScale1790000000010 extends ForwardOnlyMigration {
  readonly name = 'RecordScale1790000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UNASSIGNED);
    await runner.query(SEARCH);
  }
}

/**
 * The unassigned, all of them and those of one previous owner, in the order of their creation: a batch that moves them and a
 * list that shows them read them in index order, instead of sorting all of them. "Is null" leaves no order behind it in an
 * index on the owner, so these are partial ones.
 */
const UNASSIGNED = `
do $$
declare kind text;
begin
  foreach kind in array array['lead', 'deal', 'campaign', 'sequence'] loop
    execute format('drop index %I', kind || '_unassigned');
    execute format('create index %I on %I (organization_id, created_at, id) where owner_id is null', kind || '_unassigned', kind);
    execute format(
      'create index %I on %I (organization_id, previous_owner_id, created_at, id) where owner_id is null',
      kind || '_unassigned_by_previous_owner', kind);
  end loop;
end $$;
`;

/**
 * Of one or two letters there is no trigram to look up, unless they begin a word. So a pattern that begins with no wildcard is
 * a regular expression, which the service makes for the beginnings of words, and the index knows them; a pattern that does
 * begin with one is sought as before. Nothing is read row by row through the whole table, where other organizations' rows lie.
 */
const SEARCH = `
create or replace function find_records(of_table text, pattern text, most integer) returns setof uuid
language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off
set enable_indexscan = on
as $$
declare
  tenant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  is_short constant boolean := left(pattern, 1) <> '%';
  operator constant text := case when is_short then '~*' else 'ilike' end;
  condition text := case
    when of_table = 'lead' then 'name %1$s $2 or email %1$s $2 or company %1$s $2'
    when of_table in ('deal', 'campaign', 'sequence', 'automation', 'integration') then 'name %1$s $2'
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
    using tenant, pattern, most;
end
$$;
`;
