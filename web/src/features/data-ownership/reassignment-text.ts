import { formatMoment } from '../../ui/format/format-moment';
import { count } from '../../ui/format/count';
import type { Reassignment } from './queries';

type Names = ReadonlyMap<string, string>;

/** So many new owners are named. */
const MAX_NAMED = 5;

/** The memberships that the sentences about a reassignment name. */
export function namedIn({ from, previousOwnerId, to }: Reassignment): string[] {
  const newOwners = Array.isArray(to)
    ? to.slice(0, MAX_NAMED).map(({ membershipId }) => membershipId)
    : to === null
      ? []
      : [to];
  return [from, previousOwnerId, ...newOwners].filter((id) => id !== null).filter((id) => id !== 'unassigned');
}

/** "From Joan Clarke to Grace Hopper and Ada Lovelace". */
export function routeInWords({ from, previousOwnerId, to }: Reassignment, names: Names): string {
  return `From ${sourceInWords(from, previousOwnerId, names)} to ${newOwnersInWords(to, names)}`;
}

function sourceInWords(from: string, previousOwnerId: string | null, names: Names): string {
  if (from !== 'unassigned') return nameOf(from, names);
  return previousOwnerId === null ? 'all unassigned records' : `${nameOf(previousOwnerId, names)}’s former records`;
}

function newOwnersInWords(to: Reassignment['to'], names: Names): string {
  if (to === null) return 'unassigned';
  if (typeof to === 'string') return nameOf(to, names);
  const list = new Intl.ListFormat('en', { type: 'conjunction' });
  const named = to.slice(0, MAX_NAMED).map(({ membershipId }) => nameOf(membershipId, names));
  const others = to.length - named.length;
  return list.format(others > 0 ? [...named, count(others, 'other')] : named);
}

function nameOf(membershipId: string, names: Names): string {
  return names.get(membershipId) ?? 'a member';
}

/** How a reassignment ended, in one or two sentences. */
export function endSentence(reassignment: Reassignment, names: Names, timezone: string): string {
  const { status, reason, progress, finishedAt } = reassignment;
  const when = finishedAt === null ? '' : `, ${formatMoment(finishedAt, timezone, 'short')} (${timezone})`;
  const route = routeInWords(reassignment, names).replace(/^From/, 'from');
  const moved = `${progress.done.toLocaleString()} of ${count(progress.total, 'record')}`;
  if (status === 'completed') return `Reassigned ${count(progress.done, 'record')} ${route}${when}.`;
  if (status === 'cancelled')
    return `Cancelled after ${moved} ${route}${when}. Records already moved keep their new owner.`;
  return `Failed after ${moved} ${route}${when}. ${reason ?? 'No reason was given.'}`;
}

/** The progress for screen readers: it changes with every ten percent, and not with every record. */
export function progressInWords({ status, progress: { done, total } }: Reassignment): string {
  if (status === 'queued') return 'Queued.';
  return `${Math.floor((done / Math.max(total, 1)) * 10) * 10}% complete.`;
}
