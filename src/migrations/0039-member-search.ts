import type { QueryRunner } from 'typeorm';
import { buildIndex } from './build-index.js';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * The indexes of a search of members: by the name and the address of accounts, and the memberships of an account. They are on the
 * accounts, since a membership is written with each activity. Each change is in the index at once: until a vacuum, a search would
 * read a list of the latest ones. They are built while the service writes.
 */
export class MemberSearch1790000000039 extends ForwardOnlyMigration {
  readonly name = 'MemberSearch1790000000039';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndex(
      runner,
      'user_account_search_key',
      'on user_account using gin (search_key(name) gin_trgm_ops) with (fastupdate = off)',
    );
    await buildIndex(
      runner,
      'user_email_search_key',
      'on user_email using gin (search_key(email) gin_trgm_ops) with (fastupdate = off)',
    );
    await buildIndex(runner, 'membership_of_account', 'on membership (organization_id, user_id)');
    await runner.query(FIND_ACCOUNTS);
  }
}

/**
 * The accounts whose name or primary address contains a pattern, up to a number; an account may be there twice. It is planned for each
 * pattern, as how common that is decides. Without the setting the planner compares all accounts of a small table; without the case it
 * reads all primary addresses by their index.
 */
const FIND_ACCOUNTS = `
create or replace function find_accounts(pattern text, most integer) returns setof uuid
language plpgsql stable
set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off
as $$
begin
  return query execute
    '(select user_id from user_account where search_key(name) like $1 limit $2)
     union all
     (select user_id from user_email where search_key(email) like $1 and case when is_primary then true else false end limit $2)
     limit $2'
    using search_key(pattern), most;
end
$$;
`;
