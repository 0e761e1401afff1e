import type { Role } from '../../api/client';
import type { MemberSort } from './queries';

/** The filters of the members' table, as they are in the URL. */
export interface MemberSearch {
  readonly q?: string;
  readonly role?: Role;
  readonly status?: StatusFilter;
  readonly sort?: MemberSort;
}

/** Without one: active members, and pending and expired invitations. */
export type StatusFilter = 'active' | 'invited' | 'expired' | 'removed';

const ROLES: readonly Role[] = ['owner', 'admin', 'member', 'viewer'];
const STATUSES: readonly StatusFilter[] = ['active', 'invited', 'expired', 'removed'];
const SORTS: readonly MemberSort[] = (['name', 'lastActiveAt', 'joinedAt', 'role'] as const).flatMap(
  (name): MemberSort[] => [name, `-${name}`],
);

/** Reads the filters of a URL; without any, everything except removed members is shown. */
export function readMemberSearch(search: Record<string, unknown>): MemberSearch {
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).slice(0, 200) : '';
  const role = ROLES.find((one) => one === search.role);
  const status = STATUSES.find((one) => one === search.status);
  const sort = SORTS.find((one) => one === search.sort);
  return { ...(q ? { q } : {}), ...(role ? { role } : {}), ...(status ? { status } : {}), ...(sort ? { sort } : {}) };
}
