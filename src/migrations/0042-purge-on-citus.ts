import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * The purge reads the members before it changes their accounts. Citus changes no table that is on every node by a condition that
 * reads a distributed one.
 */
export class PurgeOnCitus1790000000042 extends ForwardOnlyMigration {
  readonly name = 'PurgeOnCitus1790000000042';

  async up(runner: QueryRunner): Promise<void> {
    const [row] = (await runner.query(SELECT_FUNCTION)) as { definition: string }[];
    const before = row?.definition ?? '';
    const after = before.replace(BY_CONDITION, () => BY_LIST).replace(DECLARED, () => `${DECLARED}\n  members uuid[];`);
    if (!after.includes(BY_LIST) || !after.includes('members uuid[];'))
      throw new Error('purge_organization is not as its migration made it.');
    await runner.query(after);
  }
}

const SELECT_FUNCTION = `select pg_get_functiondef('purge_organization(uuid, integer)'::regprocedure) as definition`;

const DECLARED = '  tenant_table record;';

const BY_CONDITION = `      update user_account set active_organization_id = null
      where active_organization_id = of_organization
        and user_id in (select user_id from membership where organization_id = of_organization);`;

const BY_LIST = `      members := array(select user_id from membership where organization_id = of_organization);
      update user_account set active_organization_id = null
      where active_organization_id = of_organization and user_id = any (members);`;
