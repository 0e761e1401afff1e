import { Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../platform/database/global-database.js';
import { newId, type OrganizationId, type UserId } from '../platform/ids/ids.js';
import { MAX_NAME_LENGTH } from '../platform/text/is-text.js';
import { fitName } from '../platform/text/text.policy.js';
import type { UserAccountEntity } from './user-account.entity.js';

/** A user who can sign in, independent of any organization. */
export interface User {
  readonly id: UserId;
  readonly name: string;
  /** The primary address; empty for a Clerk user without a verified one. */
  readonly email: string;
  /** Every verified address, the primary one first. */
  readonly emails: readonly string[];
  readonly activeOrganizationId: OrganizationId | null;
  /** Their id at Clerk; null with the local identity. */
  readonly clerkId: string | null;
}

interface UserRow extends Readonly<
  Pick<UserAccountEntity, 'user_id' | 'name' | 'active_organization_id' | 'clerk_id'>
> {
  readonly emails: string[];
}

const SELECT_USER = `
  select u.user_id, u.name, u.active_organization_id, u.clerk_id,
         array_remove(array_agg(e.email order by e.is_primary desc, e.created_at, e.email), null) as emails
  from user_account u left join user_email e using (user_id)
  where u.deleted_at is null`;

/** The accounts. They belong to no tenant: an organization shows them only by its memberships. */
@Injectable()
export class Users {
  constructor(private readonly globalDatabase: GlobalDatabase) {}

  /** The active account, or null where it does not exist or was deleted. */
  async find(id: UserId): Promise<User | null> {
    const rows = await this.globalDatabase.queryPrepared<UserRow>(
      `${SELECT_USER} and u.user_id = $1 group by u.user_id`,
      [id],
    );
    return rows[0] ? toUser(rows[0]) : null;
  }

  /** The account that owns the verified address; it is created if there is none. */
  async findOrCreate(email: string, name: string | undefined): Promise<User> {
    return (await this.findByEmail(email)) ?? (await this.create(email, name ?? defaultName(email)));
  }

  /** Changes the name that others see. */
  async rename(id: UserId, name: string): Promise<void> {
    await this.globalDatabase.query('update user_account set name = $2 where user_id = $1', [id, name]);
  }

  /** Stores the active organization of the switcher; the caller has made sure that the user is a member of it. */
  async setActiveOrganization(id: UserId, organizationId: OrganizationId): Promise<void> {
    await this.globalDatabase.query('update user_account set active_organization_id = $2 where user_id = $1', [
      id,
      organizationId,
    ]);
  }

  /** The account that owns the verified address, or null. */
  async findByEmail(email: string): Promise<User | null> {
    const rows = await this.globalDatabase.query<UserRow>(
      `${SELECT_USER} and u.user_id = (select user_id from user_email where email = $1) group by u.user_id`,
      [email],
    );
    return rows[0] ? toUser(rows[0]) : null;
  }

  /** Two first sign-ins at once conflict on the address' primary key: the later one uses the account of the earlier one. */
  private async create(email: string, name: string): Promise<User> {
    const id = newId<UserId>();
    await this.globalDatabase.transaction(async (tx) => {
      // The ID is new. With ON CONFLICT, Citus locks the table's copies at once and not with the second statement, before which two
      // sign-ins would otherwise wait for each other.
      await tx.query('insert into user_account (user_id, name) values ($1, $2) on conflict (user_id) do nothing', [
        id,
        name,
      ]);
      const inserted = await tx.query<object>(
        `insert into user_email (email, user_id, is_primary) values ($1, $2, true)
         on conflict (email) do nothing returning email`,
        [email, id],
      );
      if (inserted.length === 0) await tx.query('delete from user_account where user_id = $1', [id]);
    });
    const user = await this.findByEmail(email);
    if (!user) throw new Error('An account was neither found nor created.');
    return user;
  }
}

/** The local part, cut to the length of a name; the address itself where the local part has no visible character. */
function defaultName(email: string): string {
  return fitName(email.slice(0, email.lastIndexOf('@')), MAX_NAME_LENGTH) || fitName(email, MAX_NAME_LENGTH);
}

function toUser(row: UserRow): User {
  return {
    id: row.user_id,
    name: row.name,
    email: row.emails[0] ?? '',
    emails: row.emails,
    activeOrganizationId: row.active_organization_id,
    clerkId: row.clerk_id,
  };
}
