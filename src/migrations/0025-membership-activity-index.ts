import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

const INDEX = 'membership_by_activity';

/**
 * The index by which members are found who were not active for some time. It is built without a transaction, while the service writes.
 */
export class MembershipActivityIndex1790000000025 extends ForwardOnlyMigration {
  readonly name = 'MembershipActivityIndex1790000000025';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // A run that was interrupted leaves an index that is not valid.
    const invalid = (await runner.query(
      'select 1 from pg_index where indexrelid = to_regclass($1) and not indisvalid',
      [INDEX],
    )) as unknown[];
    if (invalid.length > 0) await runner.query(`drop index concurrently ${INDEX}`);
    await runner.query(
      `create index concurrently if not exists ${INDEX} on membership (organization_id, (coalesce(last_active_at, joined_at)))`,
    );
  }
}
