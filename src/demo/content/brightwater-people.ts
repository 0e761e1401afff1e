import { DAYS } from './brightwater-facts.js';
import { addInvitation, addMember, recordPromotion } from './membership-rows.js';
import type { OrganizationDraft } from './organization-draft.js';
import { BRIGHTWATER_PEOPLE, memberNamed, REMOVED_PERSON, type AccountDrafts, type Member } from './people.js';

const DAY_MINUTES = 1_440;
const REMOVED_DAYS_AGO = 3;

/** Most join in the first weeks, the others over the year; each by the invitation of the owner or of an admin. */
export function addMembers(draft: OrganizationDraft, book: AccountDrafts): Member[] {
  const { time, random, facts } = draft;
  const members: Member[] = [];
  for (const [number, { name, role, email }] of BRIGHTWATER_PEOPLE.entries()) {
    const daysAgo = number < 25 ? DAYS + 6 - number * 0.9 : DAYS - 20 - (number - 24) * 11;
    const joinedAt = number === 0 ? facts.createdAt : time.daysAgo(daysAgo);
    const removedAt = name === REMOVED_PERSON ? time.daysAgo(REMOVED_DAYS_AGO) : null;
    const account = book.add(name, joinedAt, email);
    const member = addMember(draft, account, role, { joinedAt, removedAt });
    const sentAt = latest(facts.createdAt, new Date(joinedAt.getTime() - random.between(1, 20) * 3_600_000));
    const by = inviterOf(members, sentAt, random.fraction());
    if (by && role !== 'owner') {
      const isPromoted = name === 'Carla Mendes';
      addInvitation(draft, {
        email: account.email,
        role: isPromoted ? 'member' : role,
        by,
        sentAt,
        status: 'accepted',
        endedAt: joinedAt,
        acceptedBy: member,
      });
    }
    members.push(member);
  }
  const carla = memberNamed(members, 'Carla Mendes');
  recordPromotion(
    draft,
    carla,
    { name: carla.name, from: 'member', daysAgo: 120 },
    memberNamed(members, 'Olivia Hart'),
  );
  return members;
}

/** The owner, or an admin who is there already. */
function inviterOf(members: readonly Member[], at: Date, fraction: number): Member | undefined {
  const [owner, firstAdmin] = members;
  return firstAdmin && firstAdmin.joinedAt < at && fraction < 0.5 ? firstAdmin : owner;
}

function latest(one: Date, other: Date): Date {
  return one > other ? one : other;
}

/** Invitations that are pending, and those that ended in each way; those that were accepted came with the members. */
export function addInvitations(draft: OrganizationDraft, book: AccountDrafts, admin: Member, owner: Member): void {
  const { time } = draft;
  const peter = book.add('Peter Vogel', time.daysAgo(45));
  const add = (email: string, role: 'admin' | 'member' | 'viewer', by: Member, sentAt: Date) => ({
    email: `${email}@demo.test`,
    role,
    by,
    sentAt,
  });
  addInvitation(draft, { ...add('new.colleague', 'member', admin, time.minutesAgo(95)), status: 'pending' });
  addInvitation(draft, {
    ...add('finance', 'viewer', owner, time.minutesAgo(2 * DAY_MINUTES + 70)),
    status: 'pending',
  });
  addInvitation(draft, {
    ...add('paula.stein', 'admin', owner, time.minutesAgo(5 * DAY_MINUTES + 190)),
    status: 'pending',
  });
  addInvitation(draft, {
    ...add('mistyped.adress', 'member', admin, time.minutesAgo(DAY_MINUTES + 20)),
    status: 'pending',
    mail: 'failed',
  });
  addInvitation(draft, { ...add('rafael.costa', 'member', admin, time.daysAgo(12)), status: 'expired' });
  addInvitation(draft, { ...add('auditor', 'viewer', owner, time.daysAgo(70)), status: 'expired' });
  addInvitation(draft, {
    ...add('wrong.team', 'member', admin, time.daysAgo(31)),
    status: 'revoked',
    endedAt: time.daysAgo(29),
  });
  addInvitation(draft, {
    ...add('peter.vogel', 'member', owner, time.daysAgo(48)),
    status: 'declined',
    endedAt: time.daysAgo(44),
    declinedBy: peter.name,
  });
}
