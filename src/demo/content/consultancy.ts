import { changePlan } from '../../billing/credits/credits.policy.js';
import { CONSULTANCY_ID } from '../demo-accounts.js';
import { addCampaigns } from './campaign-rows.js';
import { addChat } from './chat-rows.js';
import { addLedger } from './ledger-draft.js';
import { addInvitation, addMember, addOrganization, updateLastActivity } from './membership-rows.js';
import { OrganizationDraft } from './organization-draft.js';
import { AccountDrafts, actorOf, CONSULTANT } from './people.js';
import { addSales } from './sales-rows.js';
import { DAY_MS } from './working-time.js';

const CURRENCY = 'GBP';
const DAYS = 200;
const [MONTHLY_TARGET, QUARTERLY_TARGET] = [6_500_000, 20_000_000];

/** The own organization of a consultant who works in the large one as well: two members, and all three seats taken. */
export function draftConsultancy(now: Date, accountDrafts: AccountDrafts): OrganizationDraft {
  const createdAt = new Date(now.getTime() - DAYS * DAY_MS);
  const facts = { id: CONSULTANCY_ID, name: 'Lindqvist Advisory', slug: 'lindqvist-advisory-demo', createdAt };
  const draft = new OrganizationDraft(
    { ...facts, currency: CURRENCY, timezone: 'Europe/London', fiscalYearStartMonth: 4 },
    now,
  );
  const owner = addMember(draft, accountDrafts.add(CONSULTANT.name, createdAt, CONSULTANT.email), 'owner', {
    joinedAt: createdAt,
  });
  const joinedAt = draft.time.daysAgo(DAYS - 20);
  const assistant = addMember(draft, accountDrafts.add('Ida Berg', joinedAt), 'member', { joinedAt });
  addOrganization(draft, owner, {
    monthly_target: MONTHLY_TARGET,
    monthly_target_currency: CURRENCY,
    quarterly_target: QUARTERLY_TARGET,
    quarterly_target_currency: CURRENCY,
  });
  const invited = { role: 'member', by: owner } as const;
  addInvitation(draft, {
    ...invited,
    email: assistant.email,
    sentAt: new Date(joinedAt.getTime() - DAY_MS),
    status: 'accepted',
    endedAt: joinedAt,
    acceptedBy: assistant,
  });
  addInvitation(draft, {
    ...invited,
    email: 'max.orchard@demo.test',
    sentAt: draft.time.minutesAgo(4_000),
    status: 'pending',
  });
  addSales(draft, {
    sellers: [owner, owner, assistant],
    days: DAYS - 21,
    leads: 30,
    deals: 36,
    calls: 20,
    currencies: [CURRENCY],
  });
  addCampaigns(draft, [
    { name: 'Autumn workshop', status: 'completed', sentInDays: -50, owner },
    { name: 'New year offer', status: 'draft', sentInDays: 14, owner },
  ]);
  const chosenAt = new Date(createdAt.getTime() + DAY_MS);
  draft.record(chosenAt, {
    action: 'subscription.plan_changed',
    actor: actorOf(owner),
    target: { kind: 'subscription', id: facts.id, name: facts.name },
    changes: { plan: { from: 'free', to: 'starter' } },
  });
  addLedger(draft, [
    { at: chosenAt, actor: actorOf(owner), change: (account) => changePlan(account, 'starter', null) },
    ...addChat(draft, { owner, daysAgo: 5, number: 2 }),
  ]);
  updateLastActivity(draft);
  return draft;
}
