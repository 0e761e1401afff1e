import { matches } from '../platform/lists/search.js';
import type { MemberDto } from './dto/member.dto.js';
import type { MembershipEntity } from './membership.entity.js';

export interface MemberRow extends Readonly<
  Pick<MembershipEntity, 'id' | 'user_id' | 'role' | 'status' | 'last_active_at' | 'joined_at' | 'removed_at'>
> {
  readonly name: string;
  readonly email: string | null;
}

/** The account is only read for a membership without a copy of its name. */
export const NAME = `coalesce(m.account_name, (select name from user_account where user_id = m.user_id))`;

/** A subquery, so that only the addresses of the page are looked up in a sorted list. */
export const PRIMARY_ADDRESS = `(select email from user_email where user_id = m.user_id and is_primary)`;

/** `:unwritten` has, by membership, the activity that is noted but not written yet. */
export const LAST_ACTIVE = `greatest(m.last_active_at, (:unwritten::jsonb ->> m.id::text)::timestamptz)`;

/** A membership with the person's name and address. */
export const SELECT_MEMBER = `
  select m.id, m.user_id, ${NAME} as name, ${PRIMARY_ADDRESS} as email, m.role, m.status,
         ${LAST_ACTIVE} as last_active_at, m.joined_at, m.removed_at
  from membership m
  where m.organization_id = :organizationId`;

/** The accounts whose name or primary address contains a pattern, of all organizations, up to a number; one may be there twice. */
export const FIND_ACCOUNTS = 'select find_accounts(:pattern, :limit) as user_id';

/** Whether a member's name or address contains the pattern `:pattern`. */
export const MATCHES = `(${matches(NAME)} or ${matches(PRIMARY_ADDRESS)})`;

/**
 * Whether a member was last active, or joined without having been active, before `:inactiveSince`. The first condition is served by
 * the index `membership_by_activity`; the second leaves out those whose activity is not written yet.
 */
export const IS_INACTIVE = `(coalesce(m.last_active_at, m.joined_at) < :inactiveSince::timestamptz
  and coalesce((:unwritten::jsonb ->> m.id::text)::timestamptz < :inactiveSince::timestamptz, true))`;

/** The members, and the invitations that are pending or have expired. */
export const COUNTS = `
  select members.*, invitations.*
  from (select count(*) filter (where status = 'active') as active, count(*) filter (where status = 'removed') as removed
        from membership where organization_id = :organizationId) members,
       (select count(*) filter (where status = 'pending' and expires_at > clock_timestamp()) as pending,
               count(*) filter (where status = 'expired' or expires_at <= clock_timestamp()) as expired
        from invitation where organization_id = :organizationId and status in ('pending', 'expired')) invitations`;

export interface CountsRow {
  readonly active: number;
  readonly removed: number;
  readonly pending: number;
  readonly expired: number;
}

export function toMember(row: MemberRow): MemberDto {
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    email: row.email ?? '',
    role: row.role,
    status: row.status,
    lastActiveAt: row.last_active_at,
    joinedAt: row.joined_at,
    removedAt: row.removed_at,
  };
}
