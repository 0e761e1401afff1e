import type { Invitation } from '../../../api/client';
import type { InvitationSort, InvitationSortName, MemberSearch } from '../member-search';

interface Wanted {
  readonly q: MemberSearch['q'] | undefined;
  readonly role: MemberSearch['role'] | undefined;
  readonly status: MemberSearch['status'] | undefined;
  readonly sort: InvitationSort;
}

/** The service lists every pending and expired invitation: they are filtered and sorted here. */
export function invitationsFor(all: readonly Invitation[], { sort, ...wanted }: Wanted): Invitation[] {
  const isDescending = sort.startsWith('-');
  const name = (isDescending ? sort.slice(1) : sort) as InvitationSortName;
  const shown = all.filter((one) => isShown(one, wanted)).sort(COMPARE[name]);
  return isDescending ? shown.reverse() : shown;
}

function isShown({ email, role, status }: Invitation, wanted: Omit<Wanted, 'sort'>): boolean {
  if (wanted.role !== undefined && wanted.role !== role) return false;
  if (wanted.q !== undefined && !email.toLowerCase().includes(wanted.q.toLowerCase())) return false;
  if (wanted.status === 'invited') return status === 'pending';
  return wanted.status !== 'expired' || status === 'expired';
}

const RANKS: readonly Invitation['role'][] = ['admin', 'member', 'viewer'];

type Compare = (a: Invitation, b: Invitation) => number;

const byEmail: Compare = (a, b) => a.email.localeCompare(b.email);

/** Times of the API are compared as text: they have one form. */
const COMPARE: Readonly<Record<InvitationSortName, Compare>> = {
  email: byEmail,
  role: (a, b) => RANKS.indexOf(a.role) - RANKS.indexOf(b.role) || byEmail(a, b),
  sentAt: (a, b) => compareText(a.lastSentAt, b.lastSentAt) || byEmail(b, a),
  expiresAt: (a, b) => compareText(a.expiresAt, b.expiresAt) || byEmail(a, b),
};

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
