import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * The purge reads only the rows that it deletes. It deleted the rows whose keys are in a list of some thousand, and for each of
 * them the planner read all rows of the organization if it believed that there were few: 50 million for 10,000 leads. With a
 * merge join as the only way, both sides are read along the primary key, because no other index has its order; the planner
 * considers that only in ascending order. Tables that refer to themselves are deleted backwards, as one range of keys.
 */
export class PurgeByKey1790000000034 extends ForwardOnlyMigration {
  readonly name = 'PurgeByKey1790000000034';

  async up(runner: QueryRunner): Promise<void> {
    const [row] = (await runner.query(SELECT_FUNCTION)) as { definition: string }[];
    const before = row?.definition ?? '';
    const after = before.replace(DELETE_BY_LIST, () => DELETE_BY_MERGE);
    if (after === before) throw new Error('purge_organization is not as its migration made it.');
    await runner.query(after);
    for (const setting of ['nestloop', 'hashjoin', 'seqscan', 'bitmapscan', 'sort', 'incremental_sort'])
      await runner.query(`alter function purge_organization(uuid, integer) set enable_${setting} = off`);
  }
}

const SELECT_FUNCTION = `select pg_get_functiondef('purge_organization(uuid, integer)'::regprocedure) as definition`;

const DELETE_BY_LIST = `'delete from %1$I where organization_id = $1 and (%2$s) in (
         select %2$s from %1$I where organization_id = $1 order by %3$s limit $2)',
      tenant_table.name, tenant_table.key_columns, tenant_table.backwards)`;

const DELETE_BY_MERGE = `case when exists (
          select 1 from pg_constraint k
          where k.contype = 'f' and k.conrelid = k.confrelid and k.conrelid = format('public.%I', tenant_table.name)::regclass)
        then 'delete from %1$I where organization_id = $1 and (%2$s) >= (
          select %2$s from (select %2$s from %1$I where organization_id = $1 order by %3$s limit $2) batch
          order by %2$s limit 1)'
        else 'delete from %1$I r using (
          select %2$s from %1$I where organization_id = $1 order by %2$s limit $2) batch
          where r.organization_id = $1 and (r.%4$s) = (batch.%5$s)'
        end,
      tenant_table.name, tenant_table.key_columns, tenant_table.backwards,
      replace(tenant_table.key_columns, ', ', ', r.'), replace(tenant_table.key_columns, ', ', ', batch.'))`;
