import type { Actor } from '../../audit/audit-log.js';
import type { SealingSecrets } from '../../platform/secrets/index.js';
import { CURRENCY, DAYS } from './brightwater-facts.js';
import { addAutomationsAndIntegrations, addCampaigns, addSequences, type CampaignDraft } from './campaign-rows.js';
import { addHandover, addRemoval } from './handover-rows.js';
import type { OrganizationDraft } from './organization-draft.js';
import { actorOf, canOwnRecords, memberNamed, REMOVED_PERSON, type Member } from './people.js';
import { addSales } from './sales-rows.js';

const FINISHED_DAYS_AGO = 94;
/** The running reassignment waits for its worker: so long that it is seen running, and as long as its pace so far lets expect. */
const [STARTED_MINUTES_AGO, CONTINUES_IN_MINUTES] = [45, 30];

export function addRecords(
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
export function addHandovers(draft: OrganizationDraft, members: readonly Member[], admin: Member, owner: Member): void {
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
