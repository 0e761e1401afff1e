import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * Statistics of the records that do not get old. Postgres expects one row of an organization that it has not counted, and then
 * finds a record by any index that begins with the organization, reading all of its rows: 1,186 pages instead of 4 after an
 * import of 50,000 leads. By default it counts again after a tenth of the table has changed, which is most of an organization.
 */
export class RecordStatistics1790000000033 extends ForwardOnlyMigration {
  readonly name = 'RecordStatistics1790000000033';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(
        `alter table ${table} set (autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 10000)`,
      );
    }
    await runner.query(REFRESH_RECORD_STATISTICS);
  }
}

const TABLES = ['lead', 'deal', 'campaign', 'sequence', 'call', 'automation', 'integration'];

/**
 * Only the owner may analyze a table (before Postgres 17 there is no right to grant for it). Without effect while another
 * process analyzes or vacuums the table, so that imports that end at once do not wait for each other.
 */
const REFRESH_RECORD_STATISTICS = `
create function refresh_record_statistics(of_table text) returns void
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if of_table <> all (array[${TABLES.map((table) => `'${table}'`).join(', ')}]) then
    raise exception 'no table of records: %', of_table;
  end if;
  execute format('analyze (skip_locked) %I', of_table);
end
$$;
revoke execute on function refresh_record_statistics(text) from public;
`;
