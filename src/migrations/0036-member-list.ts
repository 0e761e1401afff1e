import { QueryFailedError, type QueryRunner } from 'typeorm';
import { buildIndex } from './build-index.js';
import { ForwardOnlyMigration } from './forward-only.js';

const BATCH = 2_000;
const NO_MEMBERSHIP = '00000000-0000-0000-0000-000000000000';
const FOREIGN_KEY_VIOLATION = '23503';

/**
 * The members of an organization along an index, by each sort. The name is in the account, which belongs to no organization, so the
 * membership has a copy. A foreign key with "on update cascade" keeps both equal, for every writer, those of the version before
 * included; a trigger could not be distributed over a cluster. Until a membership of such a writer has its copy, lists look its name
 * up. It runs without a transaction, beside a service that goes on writing; a run that was interrupted begins again where it stopped.
 */
export class MemberList1790000000036 extends ForwardOnlyMigration {
  readonly name = 'MemberList1790000000036';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table membership add column if not exists account_name text');
    await buildIndex(runner, 'user_account_name', 'on user_account (user_id, name)', 'unique index');
    await runner.query(ADD_FOREIGN_KEY);
    await runner.query('drop policy if exists owner_copies_names on membership');
    await runner.query('create policy owner_copies_names on membership for update to current_user using (true)');
    await copyNames(runner);
    await runner.query('drop policy owner_copies_names on membership');
    await runner.query('alter table membership validate constraint membership_account_name');
    for (const [index, columns] of Object.entries(INDEXES))
      await buildIndex(runner, index, `on membership (organization_id, status, ${columns}, id)`);
  }
}

const INDEXES = {
  membership_in_name_order: 'account_name collate name_order',
  membership_of_role_in_name_order: 'role, account_name collate name_order',
  membership_of_role_by_joining: 'role, joined_at',
  membership_of_role_by_activity: 'role, last_active_at',
  membership_of_role_by_removal: 'role, removed_at',
  membership_of_role: 'role',
};

const ADD_FOREIGN_KEY = `
do $$
begin
  if not exists (select 1 from pg_constraint where conname = 'membership_account_name') then
    alter table membership add constraint membership_account_name foreign key (user_id, account_name)
      references user_account (user_id, name) on update cascade not valid;
  end if;
end $$`;

/** In the order of the primary key, so that each batch reads only its own rows. */
const COPY_BATCH = `
with batch as (
  select organization_id, id, user_id from membership where (organization_id, id) > ($1, $2)
  order by organization_id, id limit $3
), copied as (
  update membership m set account_name = u.name
  from batch b join user_account u on u.user_id = b.user_id
  where m.organization_id = b.organization_id and m.id = b.id and m.account_name is null
)
select organization_id as "organizationId", id from batch order by organization_id desc, id desc limit 1`;

interface Position {
  readonly organizationId: string;
  readonly id: string;
}

async function copyNames(runner: QueryRunner): Promise<void> {
  let position: Position | undefined = { organizationId: NO_MEMBERSHIP, id: NO_MEMBERSHIP };
  while (position) position = await copyBatch(runner, position);
}

/** Copies one batch; answers the last membership of it. An account that is renamed meanwhile makes it run again. */
async function copyBatch(runner: QueryRunner, { organizationId, id }: Position): Promise<Position | undefined> {
  for (;;) {
    try {
      const [last] = (await runner.query(COPY_BATCH, [organizationId, id, BATCH])) as Position[];
      return last;
    } catch (error) {
      if (!isForeignKeyViolation(error)) throw error;
    }
  }
}

function isForeignKeyViolation(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { driverError } = error as QueryFailedError<Error & { code?: string }>;
  return driverError.code === FOREIGN_KEY_VIOLATION;
}
