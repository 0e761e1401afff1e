import { z } from 'zod';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { dealKind } from '../../records/deals/deal.kind.js';
import { DEAL_STAGES } from '../../records/deals/deal.policy.js';
import type { RecordFigures } from '../../records/figures/record-figures.service.js';
import type { RecordKind } from '../../records/kind/record-kind.js';
import type { Records } from '../../records/kind/records.service.js';
import { LEAD_STATUSES } from '../../records/leads/lead.dto.js';
import { leadKind } from '../../records/leads/lead.kind.js';
import { RECORD_KINDS } from '../../records/record-kinds.js';
import { tool, type Tool } from './tool.js';

const COUNTED_KINDS = ['leads', 'deals', 'campaigns', 'sequences', 'calls'] as const;
/** The most results of a search that are useful to the model. */
const MAX_RESULTS = 20;

const search = {
  q: z.string().max(200).optional().describe('Part of the name; for leads also of the email address or the company.'),
  owner: z
    .literal('me')
    .or(z.uuid())
    .optional()
    .describe('Only records of this membership; "me": the member you talk to.'),
  limit: z.int().min(1).max(MAX_RESULTS).optional(),
};
/** Dates that both Postgres and a four-digit year can express; the day after the last one is still one. */
const day = z.iso
  .date()
  .refine((text) => text >= '1900-01-01' && text <= '9998-12-31', 'Use a date from 1900 to 9998.')
  .describe('A date in the form YYYY-MM-DD.');

/** The tools of the model. Every read is authorized with the caller's own rights, like a request of theirs. */
export function salesTools(records: Records, figures: RecordFigures): readonly Tool[] {
  return [
    tool({
      name: 'search_leads',
      description: 'Finds leads, newest first.',
      permission: 'records:view',
      parameters: z.strictObject({ ...search, status: z.array(z.enum(LEAD_STATUSES)).min(1).optional() }),
      run: (auth, { q, owner, limit, status }) =>
        searchRecords(records, leadKind, auth, { q, owner, limit, sort: '-createdAt', ...(status ? { status } : {}) }),
    }),
    tool({
      name: 'search_deals',
      description: 'Finds deals, the largest first. Amounts are in minor units: 123450 EUR is 1,234.50 EUR.',
      permission: 'records:view',
      parameters: z.strictObject({ ...search, stage: z.array(z.enum(DEAL_STAGES)).min(1).optional() }),
      run: (auth, { q, owner, limit, stage }) =>
        searchRecords(records, dealKind, auth, { q, owner, limit, sort: '-amount', ...(stage ? { stage } : {}) }),
    }),
    tool({
      name: 'count_records',
      description: 'Counts all records of a kind, by status or stage.',
      permission: 'records:view',
      parameters: z.strictObject({ kind: z.enum(COUNTED_KINDS) }),
      run: async (auth, { kind }) => figures.countByState(auth, kindNamed(kind)),
    }),
    tool({
      name: 'revenue',
      description:
        'Adds up the deals won from one day to another, both included, by currency. Amounts are in minor units.',
      permission: 'analytics:view',
      parameters: z.strictObject({ from: day, to: day }),
      run: async (auth, days, scope) => ({
        of:
          scope === 'own' ? 'only the deals of the member you talk to; they may not see those of others' : 'all deals',
        revenue: await figures.revenue(auth, days, scope === 'own' ? auth.caller.membershipId : null),
      }),
    }),
  ];
}

interface Search {
  readonly q: string | undefined;
  readonly owner: string | undefined;
  readonly limit: number | undefined;
  readonly sort: string;
}

async function searchRecords(
  records: Records,
  kind: RecordKind,
  auth: AuthorizedContext,
  search: Search,
): Promise<unknown> {
  const { q, owner, limit = MAX_RESULTS, ...rest } = search;
  const ownerId = owner === 'me' ? (auth.caller.membershipId ?? undefined) : owner;
  const { data, nextCursor } = await records.list(kind, auth, {
    ...rest,
    limit,
    ...(q === undefined ? {} : { q }),
    ...(ownerId === undefined ? {} : { ownerId }),
  });
  return { found: data, thereAreMore: nextCursor !== null };
}

function kindNamed(name: (typeof COUNTED_KINDS)[number]): RecordKind {
  const kind = RECORD_KINDS.find((one) => one.name === name);
  if (!kind) throw new Error(`Unknown kind ${name}.`);
  return kind;
}
