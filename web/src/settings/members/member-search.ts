import type { MemberSort } from '../../api/queries';
import type { Role } from '../../api/client';

/** Which rows the table shows, as it stands in the page's address. */
export interface MemberSearch {
  readonly q?: string;
  readonly role?: Role;
  readonly status?: StatusFilter;
  readonly sort?: MemberSort;
}

/** Without one: everybody who is there, and everybody who is on the way. */
export type StatusFilter = 'active' | 'invited' | 'expired' | 'removed';

const ROLES: readonly Role[] = ['owner', 'admin', 'member', 'viewer'];
const STATUSES: readonly StatusFilter[] = ['active', 'invited', 'expired', 'removed'];
const SORTS: readonly MemberSort[] = (['name', 'lastActiveAt', 'joinedAt', 'role'] as const).flatMap(
  (name): MemberSort[] => [name, `-${name}`],
);

/** Takes from an address what is a filter; whatever else stands there shows everything. */
export function readMemberSearch(search: Record<string, unknown>): MemberSearch {
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).slice(0, 200) : '';
  const role = ROLES.find((one) => one === search.role);
  const status = STATUSES.find((one) => one === search.status);
  const sort = SORTS.find((one) => one === search.sort);
  return { ...(q ? { q } : {}), ...(role ? { role } : {}), ...(status ? { status } : {}), ...(sort ? { sort } : {}) };
}
