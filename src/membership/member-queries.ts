import type { Role } from '../access/permissions.policy.js';
import type { SortKey } from '../platform/lists/keyset.js';
import type { MemberDto } from './dto/member.dto.js';

export interface MemberRow {
  readonly id: string;
  readonly user_id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly status: 'active' | 'removed';
  readonly last_active_at: string | null;
  readonly joined_at: string;
  readonly removed_at: string | null;
}

/**
 * A membership with the person's name and address. `$2` holds, by membership, the activity that is noted but not yet
 * written.
 */
const LAST_ACTIVE = `greatest(m.last_active_at, ($2::jsonb ->> m.id::text)::timestamptz)`;

export const SELECT_MEMBER = `
  select m.id, m.user_id, u.name, e.email, m.role, m.status, ${LAST_ACTIVE} as last_active_at, m.joined_at, m.removed_at
  from membership m
  join user_account u on u.user_id = m.user_id
  left join user_email e on e.user_id = m.user_id and e.is_primary
  where m.organization_id = $1`;

const RANK = `array_position(array['owner', 'admin', 'member', 'viewer'], m.role)`;

export const MEMBER_SORTS = {
  name: { sql: 'lower(u.name)', type: 'text', nullable: false },
  lastActiveAt: { sql: LAST_ACTIVE, type: 'timestamptz', nullable: true },
  joinedAt: { sql: 'm.joined_at', type: 'timestamptz', nullable: false },
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
