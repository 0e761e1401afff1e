import type { Role } from '../../api/client';
import type { Sort } from '../../ui/table/sorting';

export type MemberTab = 'members' | 'invitations' | 'removed';

export type InvitationStatus = 'invited' | 'expired';

export type MemberSortName = 'name' | 'role' | 'lastActiveAt' | 'joinedAt' | 'removedAt';
export type InvitationSortName = 'email' | 'role' | 'sentAt' | 'expiresAt';
export type MemberSort = Sort<MemberSortName>;
export type InvitationSort = Sort<InvitationSortName>;

/** The tab, its filters and the person who is shown, as they are in the URL. */
export interface MemberSearch {
  /** Without one: the active members. */
  readonly tab?: Exclude<MemberTab, 'members'>;
  readonly q?: string;
  readonly role?: Role;
  /** Of the invitations. */
  readonly status?: InvitationStatus;
  /** Only members who were not active for 30 days. */
  readonly inactive?: true;
  readonly sort?: MemberSort | InvitationSort;
  /** The membership whose panel is open. */
  readonly person?: string;
}

export const ROLES: readonly Role[] = ['owner', 'admin', 'member', 'viewer'];
const STATUSES: readonly InvitationStatus[] = ['invited', 'expired'];

/** By what each tab can be sorted. */
const SORT_NAMES: Readonly<Record<MemberTab, readonly (MemberSortName | InvitationSortName)[]>> = {
  members: ['name', 'role', 'lastActiveAt', 'joinedAt'],
  invitations: ['email', 'role', 'sentAt', 'expiresAt'],
  removed: ['name', 'role', 'lastActiveAt', 'removedAt'],
};

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads the tab and its filters of a URL; what does not belong to the tab is left out. */
export function readMemberSearch(search: Record<string, unknown>): MemberSearch {
  const tab = readTab(search);
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).slice(0, 200) : '';
  const role = ROLES.find((one) => one === search.role);
  const status = STATUSES.find((one) => one === search.status);
  const sort = SORT_NAMES[tab].flatMap((name) => [name, `-${name}`] as const).find((one) => one === search.sort);
  return {
    ...(tab === 'members' ? {} : { tab }),
    ...(q ? { q } : {}),
    ...(role ? { role } : {}),
    ...(status && tab === 'invitations' ? { status } : {}),
    ...(search.inactive === true && tab === 'members' ? { inactive: true } : {}),
    ...(sort ? { sort } : {}),
    ...(typeof search.person === 'string' && ID.test(search.person) ? { person: search.person } : {}),
  };
}

/** Addresses of earlier versions have a status and no tab. */
function readTab({ tab, status }: Record<string, unknown>): MemberTab {
  if (tab === 'invitations' || status === 'invited' || status === 'expired') return 'invitations';
  return tab === 'removed' || status === 'removed' ? 'removed' : 'members';
}
