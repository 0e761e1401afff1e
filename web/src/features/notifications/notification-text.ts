import { KIND_NAMES } from '../../shared/record-kinds';
import { ROLE_NAMES } from '../../shared/roles';
import { count } from '../../ui/format/count';
import { formatOf } from '../../ui/format/format-moment';
import type { Notification } from './queries';

/** The memberships that the sentence names, and that the notification has only the IDs of. */
export function namedIn({ facts: { from, to } }: Notification): string[] {
  return [from, to].filter((id) => id !== undefined).filter((id) => id !== UNASSIGNED);
}

type Names = ReadonlyMap<string, string>;

/** A notification in one sentence. */
export function sentenceOf(notification: Notification, names: Names, timeZone: string): string {
  const { kind, subject, person, facts } = notification;
  const name = person?.name ?? null;
  const done = facts.done ?? 0;
  switch (kind) {
    case 'reassignment.completed':
      return reassignedSentence(facts, names);
    case 'reassignment.failed':
      return `The reassignment${ownersOf(facts, names)} failed after ${count(done, 'record')}.`;
    case 'import.completed':
      return `The import of ${recordsOf(facts)} is complete: ${importOf(facts)}.`;
    case 'import.failed':
      return `The import of ${recordsOf(facts)} failed: ${importOf(facts)}.`;
    case 'member.joined':
      return `${name ?? 'A person'} joined the organization.`;
    case 'member.role_changed':
      return `${name === null ? 'Your role was changed' : `${name} changed your role`}${rolesOf(facts)}.`;
    case 'organization.ownership_transferred':
      return facts.role === 'owner' ? 'You are now the owner.' : `${name ?? 'Another member'} is now the owner.`;
    case 'invitation.email_failed':
      return `The invitation to ${subject.name ?? 'an address'} could not be sent.`;
    case 'api_key.expires_soon':
      return `The API key “${subject.name ?? ''}” expires${expiryOf(facts, timeZone)}.`;
  }
}

type Facts = Notification['facts'];

const UNASSIGNED = 'unassigned';

/** Older notifications do not have the owners. */
function reassignedSentence(facts: Facts, names: Names): string {
  const owners = ownersOf(facts, names);
  const moved = `${count(facts.done ?? 0, 'record')} moved`;
  return owners === '' ? `The reassignment is complete: ${moved}.` : `${moved}${owners}.`;
}

/** " from Ada Lovelace to Grace Hopper", as far as their names are known. */
function ownersOf({ from, to }: Facts, names: Names): string {
  const source = from === UNASSIGNED ? 'unassigned' : names.get(from ?? '');
  const newOwner = names.get(to ?? '');
  return `${source === undefined ? '' : ` from ${source}`}${newOwner === undefined ? '' : ` to ${newOwner}`}`;
}

function recordsOf({ records }: Facts): string {
  return records === undefined ? 'records' : KIND_NAMES[records].toLowerCase();
}

function importOf({ done = 0, rejected = 0 }: Facts): string {
  const created = `${done.toLocaleString()} created`;
  return rejected === 0 ? created : `${created}, ${rejected.toLocaleString()} rejected`;
}

function rolesOf({ previousRole, role }: Facts): string {
  if (role === undefined) return '';
  return previousRole === undefined
    ? ` to ${ROLE_NAMES[role]}`
    : ` from ${ROLE_NAMES[previousRole]} to ${ROLE_NAMES[role]}`;
}

function expiryOf({ expiresAt }: Facts, timeZone: string): string {
  return expiresAt === undefined ? ' soon' : ` on ${formatOf('day', timeZone).format(new Date(expiresAt))}`;
}
