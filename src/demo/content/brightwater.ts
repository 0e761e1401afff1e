import type { Actor } from '../../audit/audit-log.js';
import type { SealingSecrets } from '../../platform/secrets/index.js';
import { DEMO_ORGANIZATION_ID } from '../demo-accounts.js';
import { billingSteps, chats, superadmin } from './brightwater-credits.js';
import { BRIGHTWATER, CURRENCY, DAYS } from './brightwater-facts.js';
import { addInvitations, addMembers } from './brightwater-people.js';
import { addHandovers, addRecords } from './brightwater-records.js';
import { addLedger } from './ledger-draft.js';
import { addOrganization, updateLastActivity } from './membership-rows.js';
import { OrganizationDraft } from './organization-draft.js';
import { memberNamed, type AccountDrafts, type Member } from './people.js';
import { addKey, addMonthTarget, recordSettings } from './settings-rows.js';
import { DAY_MS } from './working-time.js';

/** Before the first deals, to set things up. */
const DAYS_BEFORE = 8;
const [MONTHLY_TARGET, QUARTERLY_TARGET] = [36_000_000, 110_000_000];

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
  addLedger(draft, [...billingSteps(draft, owner, superadmin(accountDrafts, createdAt)), ...chats(draft, members)]);
  updateLastActivity(draft);
  return draft;
}

/** The current quarter is the last one of the fiscal year, so that most of its months have figures. */
function fiscalYearStart(now: Date): number {
  const quarter = Math.floor(now.getUTCMonth() / 3);
  return ((quarter + 1) % 4) * 3 + 1;
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
