import { Injectable } from '@nestjs/common';
import { GlobalDatabase, type GlobalTransaction } from '../../platform/database/global-database.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { OwnerChanges } from '../owner-changes.event.js';
import { newId, type OrganizationId, type UserId } from '../../platform/ids/ids.js';
import { AccountDeletions } from '../account-deletions.js';
import type { ClaimedProfile, ClerkProfile } from './clerk-profile.js';
import type { UserAccountEntity } from '../user-account.entity.js';

/** Shown in place of the name of a user whose account was deleted. */
const DELETED_USER = 'Deleted user';

interface LockedAccount {
  readonly user_id: UserId;
  readonly clerk_id: string | null;
  readonly clerk_updated_at: number;
  readonly is_deleted: boolean;
}

const ACCOUNT_BY_CLERK_ID = 'select user_id from user_account where clerk_id = :clerkId';

type AccountRow = Readonly<Pick<UserAccountEntity, 'user_id'>>;

const idOf = (rows: readonly AccountRow[]): UserId | null => rows[0]?.user_id ?? null;

/**
 * Our accounts of Clerk's users. Events may arrive in any order and any number of times: the account ends up in the newest
 * state that Clerk has sent, and a deleted account never becomes active again.
 */
@Injectable()
export class ClerkAccounts {
  constructor(
    private readonly globalDatabase: GlobalDatabase,
    private readonly accountDeletions: AccountDeletions,
    private readonly owners: OwnerChanges,
    private readonly tenants: TenantDatabase,
  ) {}

  /** The account's ID, also of a deleted one: whether it is active is checked by every authorization query. */
  async find(clerkId: string): Promise<UserId | null> {
    const rows = await this.globalDatabase.query<AccountRow>(ACCOUNT_BY_CLERK_ID, { clerkId });
    return idOf(rows);
  }

  /**
   * Creates an account from the claims of a token. Null when another account has the address here: a token does not say since
   * when its user has it, so Clerk has to be asked who has it now.
   */
  async createFromClaims(profile: ClaimedProfile): Promise<UserId | null> {
    return this.globalDatabase.transaction(async (tx) => {
      const id = await insertAccount(tx, profile);
      if (!id) return idOf(await tx.query<AccountRow>(ACCOUNT_BY_CLERK_ID, { clerkId: profile.clerkId }));
      const claimed = await tx.query<object>(
        `insert into user_email (email, user_id, is_primary) values ($1, $2, true)
         on conflict (email) do nothing returning 1`,
        [profile.emails[0], id],
      );
      if (claimed.length > 0) return id;
      await tx.query('delete from user_account where user_id = $1', [id]);
      return null;
    });
  }

  /** Updates the account to Clerk's state, and creates it if it does not exist. */
  async save(profile: ClerkProfile): Promise<UserId> {
    return this.globalDatabase.transaction((tx) => this.saveIn(tx, profile));
  }

  /**
   * As {@link save}, in the caller's transaction. A state that is older than the stored one, or that belongs to a deleted
   * account, is dropped.
   */
  async saveIn(tx: GlobalTransaction, profile: ClerkProfile): Promise<UserId> {
    await insertAccount(tx, profile);
    const locked = await lockAccounts(tx, profile);
    const account = locked.find((row) => row.clerk_id === profile.clerkId);
    if (!account) throw new Error('An account was neither found nor created.');
    if (account.is_deleted || account.clerk_updated_at > profile.updatedAt) return account.user_id;
    await tx.query('update user_account set name = coalesce($2, name), clerk_updated_at = $3 where user_id = $1', [
      account.user_id,
      profile.name,
      profile.updatedAt,
    ]);
    if (profile.emails) await setAddresses(tx, account.user_id, profile.emails, profile.updatedAt);
    const userIds = locked.map((row) => row.user_id);
    await choosePrimaries(tx, userIds);
    for (const userId of userIds) await this.owners.announceContact(tx, userId);
    return account.user_id;
  }

  /**
   * Deletes the account permanently. A tombstone stays, also of a user never seen here, so that neither a late event nor a
   * token makes it active again. Answers the IDs of the outbox rows for the work that follows.
   */
  async deleteAccount(tx: GlobalTransaction, clerkId: string): Promise<string[]> {
    await tx.query(
      `insert into user_account (user_id, name, clerk_id, deleted_at) values ($1, $2, $3, clock_timestamp())
       on conflict (clerk_id) do nothing`,
      [newId<UserId>(), DELETED_USER, clerkId],
    );
    // FOR UPDATE also waits for a user who is becoming a member at this moment: their row holds a share lock on the account's
    // key.
    const [account] = await tx.query<{ user_id: UserId; is_deleted: boolean }>(
      'select user_id, deleted_at is not null as is_deleted from user_account where clerk_id = $1 for update',
      [clerkId],
    );
    if (!account || account.is_deleted) return [];
    await tx.query(
      `update user_account set departed_name = name, name = $2, deleted_at = statement_timestamp(), active_organization_id = null
       where user_id = $1`,
      [account.user_id, DELETED_USER],
    );
    await tx.query('delete from user_email where user_id = $1', [account.user_id]);
    return this.accountDeletions.announce(tx, account.user_id);
  }

  /**
   * Waits until no write of a deleted account is under way: after the commit of {@link deleteAccount} no new one is authorized, and
   * those that were authorized before it have ended after this.
   */
  async awaitWritesOf(clerkId: string): Promise<void> {
    const organizations = await this.globalDatabase.query<{ id: OrganizationId }>(
      `select o.organization_id as id from user_account u cross join lateral organizations_left_by(u.user_id) o
       where u.clerk_id = $1`,
      [clerkId],
    );
    await this.tenants.awaitWritesUnderWay(organizations.map(({ id }) => id));
  }
}

/**
 * The new account's ID; null when one exists already. When two first requests of a user arrive at once, the later one waits
 * here.
 */
async function insertAccount(tx: GlobalTransaction, { clerkId, name }: ClerkProfile): Promise<UserId | null> {
  const [inserted] = await tx.query<{ user_id: UserId }>(
    `insert into user_account (user_id, name, clerk_id) values ($1, coalesce($2, 'Unnamed user'), $3)
     on conflict (clerk_id) do nothing returning user_id`,
    [newId<UserId>(), name, clerkId],
  );
  return inserted?.user_id ?? null;
}

/** Locks the account and the accounts that have its addresses, in the order of their IDs, as every caller does here. */
async function lockAccounts(tx: GlobalTransaction, { clerkId, emails }: ClerkProfile): Promise<LockedAccount[]> {
  return tx.query<LockedAccount>(
    `select user_id, clerk_id, clerk_updated_at, deleted_at is not null as is_deleted from user_account
     where clerk_id = $1 or user_id in (select user_id from user_email where email = any ($2::text[]))
     order by user_id for no key update`,
    [clerkId, emails ?? []],
  );
}

/**
 * Sets the account's addresses. A verified address belongs to one user at Clerk. So an address that another account has here
 * has moved at Clerk, and is moved here too, unless the stored state of that account is the newer one.
 */
async function setAddresses(
  tx: GlobalTransaction,
  id: UserId,
  emails: readonly string[],
  updatedAt: number,
): Promise<void> {
  await tx.query('delete from user_email where user_id = $1 and email <> all ($2::text[])', [id, emails]);
  await tx.query('update user_email set is_primary = false where user_id = $1 and email is distinct from $2', [
    id,
    emails[0] ?? null,
  ]);
  await tx.query(
    `insert into user_email (email, user_id, is_primary)
     select email, $1, place = 1 from unnest($2::text[]) with ordinality as given (email, place) order by email
     on conflict (email) do nothing`,
    [id, emails],
  );
  // A statement of its own: in ON CONFLICT, Citus accepts neither the other table nor a parameter.
  await tx.query(
    `update user_email e set user_id = $1, is_primary = (e.email = $3)
     from user_account owner
     where e.email = any ($2::text[]) and owner.user_id = e.user_id and owner.clerk_updated_at <= $4`,
    [id, emails, emails[0] ?? null, updatedAt],
  );
}

/** An account whose primary address moved to another account gets the next address as its primary one. */
async function choosePrimaries(tx: GlobalTransaction, ids: readonly UserId[]): Promise<void> {
  await tx.query(
    `update user_email set is_primary = true
     from (select distinct on (user_id) email from user_email where user_id = any ($1::uuid[])
           order by user_id, is_primary desc, created_at, email) first
     where user_email.email = first.email and not is_primary`,
    [ids],
  );
}
