import type { AssignableRole } from '../../access/permissions.policy.js';
import type { Actor } from '../../audit/audit-log.js';
import { adjust, balanceOf, changePlan } from '../../billing/credits/credits.policy.js';
import type { UserId } from '../../platform/ids/ids.js';
import type { SealingSecrets } from '../../platform/secrets/index.js';
import { DEMO_ORGANIZATION_ID, demoAddress } from '../demo-accounts.js';
import { addAutomationsAndIntegrations, addCampaigns, addSequences, type CampaignDraft } from './campaign-rows.js';
import { addChat } from './chat-rows.js';
import { addHandover, addRemoval } from './handover-rows.js';
import { addLedger, type CreditChange } from './ledger-draft.js';
import { addInvitation, addMember, addOrganization, recordPromotion, updateLastActivity } from './membership-rows.js';
import { OrganizationDraft } from './organization-draft.js';
import {
  AccountDrafts,
  actorOf,
  BRIGHTWATER_PEOPLE,
  canOwnRecords,
  memberNamed,
  REMOVED_PERSON,
  type Member,
} from './people.js';
import { addSales } from './sales-rows.js';
import { addKey, addMonthTarget, recordSettings } from './settings-rows.js';
import { DAY_MS } from './working-time.js';

const BRIGHTWATER = 'Brightwater';
const CURRENCY = 'EUR';
/** A year of deals, and some days before it to set things up. */
const [DAYS, DAYS_BEFORE] = [365, 8];
const [MONTHLY_TARGET, QUARTERLY_TARGET] = [36_000_000, 110_000_000];
const DAY_MINUTES = 1_440;
const REMOVED_DAYS_AGO = 3;
const FINISHED_DAYS_AGO = 94;
/** When the running reassignment started and continues: until then it is shown in progress, at the pace it had so far. */
const [STARTED_MINUTES_AGO, CONTINUES_IN_MINUTES] = [45, 30];

/** A year in the life of a sales organization of fifty people. */
export function draftBrightwater(now: Date, accountDrafts: AccountDrafts, secrets: SealingSecrets): OrganizationDraft {
  const createdAt = new Date(now.getTime() - (DAYS + DAYS_BEFORE) * DAY_MS);
  const draft = new OrganizationDraft(
    {
      id: DEMO_ORGANIZATION_ID,
      name: BRIGHTWATER,
      slug: 'brightwater-demo',
      currency: CURRENCY,
      timezone: 'Europe/Berlin',
      fiscalYearStartMonth: fiscalYearStart(now),
      createdAt,
    },
    now,
  );
  const members = addMembers(draft, accountDrafts);
  const owner = memberNamed(members, 'Olivia Hart');
  const admin = memberNamed(members, 'Adrian Novak');
  addSettings(draft, owner, admin);
  addInvitations(draft, accountDrafts, admin, owner);
  const websiteKey = addKeys(draft, admin, owner);
  addRecords(draft, members, admin, websiteKey, secrets);
  addHandovers(draft, members, admin, owner);
  addLedger(draft, [...billingChanges(draft, owner, superadmin(accountDrafts, createdAt)), ...chats(draft, members)]);
  updateLastActivity(draft);
  return draft;
}

/** The current quarter is the last one of the fiscal year, so that most of its months have figures. */
function fiscalYearStart(now: Date): number {
  const quarter = Math.floor(now.getUTCMonth() / 3);
  return ((quarter + 1) % 4) * 3 + 1;
}

/** Most join in the first weeks, the others over the year; each by the invitation of the owner or of an admin. */
function addMembers(draft: OrganizationDraft, accountDrafts: AccountDrafts): Member[] {
  const { time, random, facts } = draft;
  const members: Member[] = [];
  for (const [number, { name, role, email }] of BRIGHTWATER_PEOPLE.entries()) {
    const daysAgo = number < 25 ? DAYS + 6 - number * 0.9 : DAYS - 20 - (number - 24) * 11;
    const joinedAt = number === 0 ? facts.createdAt : time.daysAgo(daysAgo);
    const removedAt = name === REMOVED_PERSON ? time.daysAgo(REMOVED_DAYS_AGO) : null;
    const account = accountDrafts.add(name, joinedAt, email);
    const member = addMember(draft, account, role, { joinedAt, removedAt });
    const by = inviterOf(members, random.fraction());
    if (by && role !== 'owner') {
      const isPromoted = name === 'Carla Mendes';
      addInvitation(draft, {
        email: account.email,
        role: isPromoted ? 'member' : role,
        by,
        sentAt: new Date(joinedAt.getTime() - random.between(1, 20) * 3_600_000),
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

/** The owner, or an admin who has joined already. */
function inviterOf(members: readonly Member[], fraction: number): Member | undefined {
  const [owner, firstAdmin] = members;
  return fraction < 0.5 ? (firstAdmin ?? owner) : owner;
}

function addSettings(draft: OrganizationDraft, owner: Member, admin: Member): void {
  const { facts } = draft;
  const monthly = { amount: MONTHLY_TARGET, currency: CURRENCY };
  const quarterly = { amount: QUARTERLY_TARGET, currency: CURRENCY };
  addOrganization(draft, owner, {
    monthly_target: MONTHLY_TARGET,
    monthly_target_currency: CURRENCY,
    quarterly_target: QUARTERLY_TARGET,
    quarterly_target_currency: CURRENCY,
  });
  const soon = new Date(facts.createdAt.getTime() + 3_600_000);
  recordSettings(draft, owner, soon, { monthlyReport: { from: true, to: false } });
  recordSettings(draft, owner, draft.time.daysAgo(DAYS), {
    monthlyTarget: { from: null, to: monthly },
    quarterlyTarget: { from: null, to: quarterly },
  });
  addMonthTarget(draft, admin, -6, 30_000_000);
  addMonthTarget(draft, admin, -3, 24_000_000);
  addMonthTarget(draft, owner, 0, 48_000_000);
}

/** Invitations that are open, and those that ended in each way; accepted ones are added with the members. */
function addInvitations(draft: OrganizationDraft, accountDrafts: AccountDrafts, admin: Member, owner: Member): void {
  const { time } = draft;
  const peter = accountDrafts.add('Peter Vogel', time.daysAgo(45));
  const add = (email: string, role: AssignableRole, by: Member, sentAt: Date) => ({
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

/** @returns the key that adds leads */
function addKeys(draft: OrganizationDraft, admin: Member, owner: Member): Actor {
  addKey(draft, owner, { name: 'CRM sync', role: 'admin', createdDaysAgo: 340, lastUsedMinutesAgo: 7 });
  addKey(draft, admin, {
    name: 'Reporting',
    role: 'viewer',
    createdDaysAgo: 50,
    lastUsedMinutesAgo: 1_500,
    expiresInDays: 40,
  });
  addKey(draft, admin, {
    name: 'Trade fair tablet',
    role: 'member',
    createdDaysAgo: 130,
    lastUsedMinutesAgo: 144_000,
    expiresInDays: -95,
  });
  addKey(draft, admin, {
    name: 'Old import script',
    role: 'admin',
    createdDaysAgo: 355,
    lastUsedMinutesAgo: 300_000,
    revokedDaysAgo: 200,
  });
  return addKey(draft, admin, { name: 'Website form', role: 'member', createdDaysAgo: 366, lastUsedMinutesAgo: 48 });
}

function addRecords(
  draft: OrganizationDraft,
  members: readonly Member[],
  admin: Member,
  websiteKey: Actor,
  secrets: SealingSecrets,
): void {
  const jonas = memberNamed(members, REMOVED_PERSON);
  const mia = memberNamed(members, 'Mia Lindgren');
  const tomasz = memberNamed(members, 'Tomasz Zielinski');
  const sellers = [...members.filter(canOwnRecords), mia, mia, mia, tomasz, jonas, jonas, jonas, jonas];
  const currencies = [CURRENCY, CURRENCY, CURRENCY, CURRENCY, CURRENCY, CURRENCY, CURRENCY, 'USD', 'USD', 'GBP'];
  addSales(draft, { sellers, days: DAYS - 1, leads: 520, deals: 560, calls: 640, currencies, websiteKey });
  const campaigns = addCampaigns(draft, campaignsOf(mia, jonas, admin, memberNamed(members, 'Amara Diallo')));
  const named = (name: string, owner: Member, campaign: number | null) => ({
    name,
    owner,
    campaignId: campaign === null ? null : (campaigns[campaign] ?? null),
  });
  addSequences(draft, [
    named('Welcome to the newsletter', mia, 3),
    named('After the trade fair', jonas, 4),
    named('Offer without an answer', mia, null),
    named('Renewal in 60 days', memberNamed(members, 'Amara Diallo'), 5),
    named('Webinar guests', admin, 7),
    named('Lost deals', tomasz, null),
  ]);
  addAutomationsAndIntegrations(draft, admin, secrets);
}

function campaignsOf(mia: Member, jonas: Member, admin: Member, amara: Member): CampaignDraft[] {
  return [
    { name: 'End-of-quarter offer', status: 'draft', sentInDays: 4, owner: mia },
    { name: 'Product update', status: 'draft', sentInDays: 11, owner: admin },
    { name: 'Customer survey', status: 'draft', sentInDays: 19, owner: amara },
    { name: 'Newsletter of the month', status: 'active', sentInDays: -3, owner: mia },
    { name: 'Trade fair follow-up', status: 'active', sentInDays: -9, owner: jonas },
    { name: 'Renewals of the quarter', status: 'active', owner: amara },
    { name: 'Price change', status: 'paused', owner: admin },
    { name: 'Webinar: one pipeline for all', status: 'completed', sentInDays: -60, owner: admin },
    { name: 'Summer campaign', status: 'completed', sentInDays: -130, owner: mia },
    { name: 'Spring campaign', status: 'completed', sentInDays: -215, owner: jonas },
    { name: 'Partner programme', status: 'completed', sentInDays: -280, owner: amara },
    { name: 'First newsletter', status: 'completed', sentInDays: -330, owner: mia },
    { name: 'Ideas for next year', status: 'draft', owner: amara },
  ];
}

/** One finished handover, a removal with its own, and one that is running. */
function addHandovers(draft: OrganizationDraft, members: readonly Member[], admin: Member, owner: Member): void {
  const { time } = draft;
  const by = actorOf(admin);
  addHandover(draft, {
    from: memberNamed(members, 'Tomasz Zielinski'),
    to: memberNamed(members, 'Amara Diallo').id,
    kinds: ['leads', 'deals'],
    purpose: 'request',
    at: time.daysAgo(FINISHED_DAYS_AGO),
    by,
  });
  const jonas = memberNamed(members, REMOVED_PERSON);
  if (jonas.removedAt) addRemoval(draft, { ...jonas, removedAt: jonas.removedAt }, owner);
  addHandover(draft, {
    from: jonas,
    to: [
      { membershipId: memberNamed(members, 'Mia Lindgren').id, weight: 2 },
      { membershipId: memberNamed(members, 'Liam Byrne').id, weight: 1 },
    ],
    kinds: ['leads', 'deals', 'campaigns', 'sequences'],
    purpose: 'request',
    at: time.minutesAgo(STARTED_MINUTES_AGO),
    by,
    inProgress: {
      moved: { leads: 1, deals: 0.4, campaigns: 0, sequences: 0 },
      continuesAt: time.minutesAgo(-CONTINUES_IN_MINUTES),
    },
  });
}

/** The superadmin of the platform; not a member. */
function superadmin(accountDrafts: AccountDrafts, createdAt: Date): { id: UserId; name: string } {
  const { userId, name } = accountDrafts.add('Robin Vale', createdAt, demoAddress('superadmin'));
  return { id: userId, name };
}

/** The plan was chosen on the first day; later a superadmin granted some credits. */
function billingChanges(
  draft: OrganizationDraft,
  owner: Member,
  platform: { id: UserId; name: string },
): CreditChange[] {
  const { facts, time } = draft;
  const target = { kind: 'subscription', id: facts.id, name: facts.name } as const;
  const [chosenAt, givenAt] = [new Date(facts.createdAt.getTime() + 7_200_000), time.daysAgo(75)];
  const reason = 'Thank you for testing the new report.';
  const actor = { kind: 'superadmin', ...platform } as const;
  draft.record(chosenAt, {
    action: 'subscription.plan_changed',
    actor: actorOf(owner),
    target,
    changes: { plan: { from: 'free', to: 'enterprise' } },
  });
  return [
    { at: chosenAt, actor: actorOf(owner), change: (account) => changePlan(account, 'enterprise', null) },
    {
      at: givenAt,
      actor,
      reason,
      change: (account) => adjust(account, 2_500),
      onChanged: (before, after) => {
        const balance = { from: balanceOf(before), to: balanceOf(after) };
        const changes = { balance, reason: { from: null, to: reason } };
        draft.record(givenAt, { action: 'credits.adjusted', actor, target, changes });
      },
    },
  ];
}

/** Conversations of the demo accounts and of some other members; those of a removed member are archived. */
function chats(draft: OrganizationDraft, members: readonly Member[]): CreditChange[] {
  const jonas = memberNamed(members, REMOVED_PERSON);
  const known = ['Olivia Hart', 'Adrian Novak', 'Mia Lindgren'].map((name) => memberNamed(members, name));
  const of = (owner: Member, days: readonly number[]) => days.map((daysAgo) => ({ owner, daysAgo }));
  const all = [
    ...known.flatMap((owner) => of(owner, [0.2, 6, 21, 64, 150])),
    ...of(jonas, [9, 40, 118]),
    ...members.slice(7, 25).flatMap((owner, n) => (canOwnRecords(owner) ? of(owner, [2 + n * 15]) : [])),
  ];
  return all.flatMap((chat, number) => addChat(draft, { ...chat, number }));
}
