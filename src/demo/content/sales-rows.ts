import type { Actor } from '../../audit/audit-log.js';
import type { OrganizationDraft } from './organization-draft.js';
import { actorOf, type Member } from './people.js';
import { addRecord, isMemberAt, ownerColumns, sellerAt } from './record-rows.js';
import { DAY_MS } from './working-time.js';

/** How much was sold, and by whom. */
export interface Sales {
  /** The owners of the records; a member who is listed twice has twice as many. */
  readonly sellers: readonly Member[];
  /** For how many days. */
  readonly days: number;
  readonly leads: number;
  readonly deals: number;
  readonly calls: number;
  /** The more often a currency is listed, the more often it is used. */
  readonly currencies: readonly string[];
  /** The key that adds leads from the website; they are unassigned. */
  readonly websiteKey?: Actor;
}

interface Lead {
  readonly id: string;
  readonly company: string;
  readonly createdAt: Date;
  readonly owner: Member | null;
}

const FIRST_NAMES =
  'Ada Bruno Celia Dario Edith Filip Gemma Henrik Irene Joel Klara Luca Mona Nils Olga Piet Runa Stefan Tilda Ugo Wanda'.split(
    ' ',
  );
const LAST_NAMES =
  'Albers Bianchi Claes Dufour Ek Ferrari Gruber Haas Ibsen Jansen Krol Lehner Maes Nagy Olsen Pohl Rivera Simon Toth'.split(
    ' ',
  );
const COMPANY_NAMES =
  'Alder Beacon Cobalt Drift Ember Fjord Granite Harbor Indigo Juniper Kestrel Lumen Meridian Nimbus Orchard Pinnacle'.split(
    ' ',
  );
const COMPANY_KINDS = ['Logistics', 'Foods', 'Systems', 'Energy', 'Textiles', 'Robotics', 'Health', 'Studios'];
const PRODUCTS = [
  'Annual licence',
  'Team plan',
  'Pilot project',
  'Rollout',
  'Support contract',
  'Renewal',
  'Extension',
];
const OUTCOMES = [
  'Reached, call back',
  'Left a message',
  'Meeting booked',
  'Not interested',
  'Sent an offer',
  'No answer',
];

/** Leads, deals and calls, spread over the days until now; there are more of them from month to month. */
export function addSales(draft: OrganizationDraft, sales: Sales): void {
  const leads = range(sales.leads).map((n) => addLead(draft, sales, n));
  for (let n = 0; n < sales.deals; n += 1) addDeal(draft, sales, draft.random.pick(leads));
  for (let n = 0; n < sales.calls; n += 1) addCall(draft, sales, draft.random.pick(leads));
}

function addLead(draft: OrganizationDraft, sales: Sales, n: number): Lead {
  const { random, time } = draft;
  const createdAt = someTime(draft, sales);
  const key = sales.websiteKey && random.chance(0.05) ? sales.websiteKey : null;
  const owner = key ? null : sellerAt(draft, sales.sellers, createdAt);
  const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const company = `${random.pick(COMPANY_NAMES)} ${random.pick(COMPANY_KINDS)}`;
  const columns = {
    name: `${first} ${last}`,
    email: `${first}.${last}@${company.toLowerCase().replaceAll(' ', '-')}.test`.toLowerCase(),
    // A number of those that are kept for films and books in Germany.
    phone: `+49 30 23125 ${String(n % 1000).padStart(3, '0')}`,
    company,
    status: leadStatus(draft, createdAt),
  };
  const id = addRecord(draft, {
    recordType: 'lead',
    title: columns.name,
    createdAt,
    createdBy: key ?? actorOf(ownerOf(owner)),
    columns: { ...ownerColumns(owner), ...columns },
    fields: { ownerId: owner?.id ?? null, ...columns, status: 'new' },
    changes:
      columns.status === 'new' || !owner
        ? []
        : [
            {
              at: time.after(createdAt, 1, 20, owner.removedAt),
              by: actorOf(owner),
              fields: { status: { from: 'new', to: columns.status } },
            },
          ],
  });
  return { id, company, createdAt, owner };
}

/** Recent leads are new; old ones are converted or lost. */
function leadStatus({ random, now }: OrganizationDraft, createdAt: Date): string {
  const age = (now.getTime() - createdAt.getTime()) / DAY_MS;
  if (age < 10) return random.pick(['new', 'new', 'contacted']);
  if (age < 60) return random.pick(['new', 'contacted', 'contacted', 'qualified', 'lost']);
  return random.pick(['contacted', 'qualified', 'converted', 'converted', 'lost']);
}

interface Outcome {
  readonly stage: string;
  readonly closedAt: Date | null;
}

function addDeal(draft: OrganizationDraft, sales: Sales, lead: Lead): void {
  const { random, time } = draft;
  const createdAt = random.chance(0.5) ? time.after(lead.createdAt, 1, 30) : someTime(draft, sales);
  const isLeadOwners = createdAt > lead.createdAt && lead.owner && isMemberAt(lead.owner, createdAt);
  const owner = isLeadOwners ? lead.owner : sellerAt(draft, sales.sellers, createdAt);
  const { stage, closedAt } = outcomeOf(draft, createdAt, owner);
  const name = `${random.pick(PRODUCTS)} for ${lead.company}`;
  const [amount, currency] = [random.between(8, 190) * 25_000, random.pick(sales.currencies)];
  const leadId = createdAt > lead.createdAt ? lead.id : null;
  addRecord(draft, {
    recordType: 'deal',
    title: name,
    createdAt,
    createdBy: actorOf(owner),
    columns: { ...ownerColumns(owner), name, amount, currency, stage, closed_at: closedAt, lead_id: leadId },
    fields: { ownerId: owner.id, name, amount: { amount, currency }, stage: 'qualification', leadId },
    changes:
      stage === 'qualification'
        ? []
        : [
            {
              at: closedAt ?? time.after(createdAt, 1, 20, owner.removedAt),
              by: actorOf(owner),
              fields: {
                stage: { from: 'qualification', to: stage },
                ...(closedAt ? { closedAt: { from: null, to: closedAt } } : {}),
              },
            },
          ],
  });
}

/** Deals close within some weeks; those that would close later than now are still open. */
function outcomeOf({ random, now, time }: OrganizationDraft, createdAt: Date, { removedAt }: Member): Outcome {
  const days = random.between(4, 70);
  const end = removedAt ?? now;
  if (createdAt.getTime() + (days + 2) * DAY_MS > end.getTime()) {
    return { stage: random.pick(['qualification', 'proposal', 'proposal', 'negotiation']), closedAt: null };
  }
  return { stage: random.chance(0.56) ? 'closed_won' : 'closed_lost', closedAt: time.after(createdAt, days, days + 1) };
}

function addCall(draft: OrganizationDraft, sales: Sales, lead: Lead): void {
  const { random, time } = draft;
  const startedAt = random.chance(0.4) ? time.after(lead.createdAt, 0, 60) : someTime(draft, sales);
  const maker = sellerAt(draft, sales.sellers, startedAt);
  const direction = random.pick(['outbound', 'outbound', 'inbound']);
  const [seconds, outcome] = [random.between(20, 1_500), random.pick(OUTCOMES)];
  const leadId = startedAt > lead.createdAt ? lead.id : null;
  addRecord(draft, {
    recordType: 'call',
    title: `${direction} call`,
    createdAt: startedAt,
    createdBy: actorOf(maker),
    columns: {
      direction,
      lead_id: leadId,
      started_at: startedAt,
      duration_seconds: seconds,
      outcome,
      made_by_id: maker.id,
    },
    fields: { direction, leadId, startedAt, durationSeconds: seconds, outcome, madeById: maker.id },
  });
}

/** Some time within the days; later times are more likely, as a business grows. */
function someTime({ random, time }: OrganizationDraft, { days }: Sales): Date {
  return time.daysAgo(days * (1 - Math.max(random.fraction(), random.chance(0.3) ? random.fraction() : 0)));
}

function ownerOf(owner: Member | null): Member {
  if (!owner) throw new Error('A lead of the demo data has neither an owner nor a key that added it.');
  return owner;
}

function range(length: number): number[] {
  return Array.from({ length }, (_, n) => n);
}
