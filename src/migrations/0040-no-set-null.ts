import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * Foreign keys without ON DELETE SET NULL, which Citus refuses where the distribution column is part of the key. A deletion locks
 * the record and clears the references to it before, also in processes of the version before, so none is left for the constraint.
 * RESTRICT and not NO ACTION, which for each deleted record looks for another one with its key, and without fresh statistics finds
 * that along an index of the whole organization.
 *
 * Each key is replaced without a transaction, beside a service that goes on writing: the new one is checked while the old one
 * is still in force. A run that was broken off begins where it stopped.
 */
export class NoSetNull1790000000040 extends ForwardOnlyMigration {
  readonly name = 'NoSetNull1790000000040';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const key of KEYS) await replace(runner, key);
  }
}

const KEYS = [
  { table: 'deal', column: 'lead_id', target: 'lead' },
  { table: 'sequence', column: 'campaign_id', target: 'campaign' },
  { table: 'call', column: 'lead_id', target: 'lead' },
] as const;

async function replace(runner: QueryRunner, { table, column, target }: (typeof KEYS)[number]): Promise<void> {
  const name = `${table}_organization_id_${column}_fkey`;
  const added = `${table}_${target}`;
  const [old] = (await runner.query(
    `select 1 from pg_constraint where conrelid = $1::regclass and conname = $2 and confdeltype = 'n'`,
    [table, name],
  )) as unknown[];
  if (!old) return;
  await runner.query(`alter table ${table} drop constraint if exists ${added}`);
  await runner.query(
    `alter table ${table} add constraint ${added} foreign key (organization_id, ${column})
     references ${target} (organization_id, id) on delete restrict not valid`,
  );
  await runner.query(`alter table ${table} validate constraint ${added}`);
  await runner.query(`alter table ${table} drop constraint ${name}`);
}
