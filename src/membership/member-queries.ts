import { inNameOrder, searchKey } from '../platform/database/name-order.js';
import type { SortKey } from '../platform/lists/keyset.js';
import type { MemberDto } from './dto/member.dto.js';
import type { MembershipEntity } from './membership.entity.js';

export interface MemberRow extends Readonly<
  Pick<MembershipEntity, 'id' | 'user_id' | 'role' | 'status' | 'last_active_at' | 'joined_at' | 'removed_at'>
> {
  readonly name: string;
  readonly email: string | null;
}

/** A subquery, so that only the addresses of the page are looked up in a sorted list. */
const PRIMARY_ADDRESS = `select email from user_email where user_id = m.user_id and is_primary`;

/** A membership with the person's name and address. `:unwritten` has, by membership, the activity that is noted but not written yet. */
const LAST_ACTIVE = `greatest(m.last_active_at, (:unwritten::jsonb ->> m.id::text)::timestamptz)`;

export const SELECT_MEMBER = `
  select m.id, m.user_id, u.name, (${PRIMARY_ADDRESS}) as email, m.role, m.status, ${LAST_ACTIVE} as last_active_at,
         m.joined_at, m.removed_at
  from membership m
  join user_account u on u.user_id = m.user_id
  where m.organization_id = :organizationId`;

/** Whether a member's name or address contains the pattern `:pattern`. */
export const MATCHES = `(${searchKey('u.name')} like (select ${searchKey(':pattern::text')})
  or ${searchKey(`(${PRIMARY_ADDRESS})`)} like (select ${searchKey(':pattern::text')}))`;

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

const RANK = `array_position(array['owner', 'admin', 'member', 'viewer'], m.role)`;

export const MEMBER_SORTS = {
  name: { sql: inNameOrder('u.name'), type: 'text', nullable: false },
  lastActiveAt: { sql: LAST_ACTIVE, type: 'timestamptz', nullable: true },
  joinedAt: { sql: 'm.joined_at', type: 'timestamptz', nullable: false },
  removedAt: { sql: 'm.removed_at', type: 'timestamptz', nullable: true },
  role: { sql: RANK, type: 'integer', nullable: false },
} as const satisfies Record<string, SortKey>;

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
