import { SYSTEM } from '../../audit/audit-log.js';
import { instantOf } from '../../platform/time/local-time.js';
import { Sealer, type SealingSecrets } from '../../platform/secrets/index.js';
import { CAMPAIGN_WORK } from '../../records/campaigns/campaign-schedule.js';
import { SEALED_SETTINGS } from '../../records/integrations/sealed-settings.js';
import { bytesText } from './insert-rows.js';
import type { OrganizationDraft } from './organization-draft.js';
import { actorOf, type Member } from './people.js';
import { addRecord, ownerColumns, type RecordChange } from './record-rows.js';
import { DAY_MS } from './working-time.js';

type Status = 'draft' | 'active' | 'paused' | 'completed';

/** A campaign, how it is now, and when it was or will be sent; without a time it was never scheduled. */
export interface CampaignDraft {
  readonly name: string;
  readonly status: Status;
  /** Days from now: below zero in the past. */
  readonly sentInDays?: number;
  readonly owner: Member;
}

/** How old a campaign without a time is. */
const UNSCHEDULED = -34;

/** Campaigns; those that are still drafts and have a time are activated by the schedule. Returns their IDs. */
export function addCampaigns(draft: OrganizationDraft, campaigns: readonly CampaignDraft[]): string[] {
  const ids = campaigns.map((campaign) => addCampaign(draft, campaign));
  const next = draft.rows.campaign.flatMap(({ activates_at: at }) => (at instanceof Date ? [at] : []));
  if (next.length > 0) {
    draft.add('due_work', { kind: CAMPAIGN_WORK.kind, due_at: new Date(Math.min(...next.map((at) => at.getTime()))) });
  }
  return ids;
}

function addCampaign(draft: OrganizationDraft, { name, status, sentInDays, owner }: CampaignDraft): string {
  const scheduledFor = sentInDays === undefined ? null : localMorning(draft, sentInDays);
  const scheduledAt = scheduledFor === null ? null : instantOf(scheduledFor, draft.facts.timezone);
  const createdAt = draft.time.daysAgo(Math.max(2, 6 - (sentInDays ?? UNSCHEDULED)));
  const changes: RecordChange[] = [];
  if (status !== 'draft') changes.push(activation(draft, createdAt, scheduledAt, owner));
  if (status === 'completed' || status === 'paused') {
    const at = draft.time.after(changes[0]?.at ?? createdAt, 5, 15, owner.removedAt);
    changes.push({ at, by: actorOf(owner), fields: { status: { from: 'active', to: status } } });
  }
  return addRecord(draft, {
    recordType: 'campaign',
    title: name,
    createdAt,
    createdBy: actorOf(owner),
    columns: {
      ...ownerColumns(owner),
      name,
      status,
      scheduled_for: scheduledFor,
      scheduled_at: scheduledAt,
      activates_at: status === 'draft' ? scheduledAt : null,
    },
    fields: { ownerId: owner.id, name, status: 'draft', scheduledFor, scheduledAt },
    changes,
  });
}

/** A scheduled campaign was activated by the schedule, another one by its owner. */
function activation(draft: OrganizationDraft, createdAt: Date, scheduledAt: Date | null, owner: Member): RecordChange {
  const fields = { status: { from: 'draft', to: 'active' } };
  return scheduledAt
    ? { at: scheduledAt, by: SYSTEM, action: 'campaign.activated', fields }
    : { at: draft.time.after(createdAt, 1, 3), by: actorOf(owner), fields };
}

function localMorning({ now, random }: OrganizationDraft, inDays: number): string {
  const day = new Date(now.getTime() + inDays * DAY_MS).toISOString().slice(0, 10);
  return `${day}T${random.pick(['08:30', '09:00', '10:15', '14:00'])}`;
}

const STEPS = [
  { type: 'email', template: 'introduction' },
  { type: 'wait', days: 3 },
  { type: 'email', template: 'reminder' },
  { type: 'wait', days: 4 },
  { type: 'call' },
];

export function addSequences(
  draft: OrganizationDraft,
  sequences: readonly { readonly name: string; readonly owner: Member; readonly campaignId: string | null }[],
): void {
  for (const { name, owner, campaignId } of sequences) {
    const steps = STEPS.slice(0, draft.random.between(2, STEPS.length));
    addRecord(draft, {
      recordType: 'sequence',
      title: name,
      // Before one of the owners was removed, and after the last of them had joined.
      createdAt: draft.time.daysAgo(draft.random.between(10, 60)),
      createdBy: actorOf(owner),
      columns: { ...ownerColumns(owner), name, campaign_id: campaignId, steps },
      fields: { ownerId: owner.id, name, campaignId, steps },
    });
  }
}

const AUTOMATIONS = [
  {
    name: 'Tell the team about large deals',
    trigger: 'deal.updated',
    conditions: [{ field: 'stage', equals: 'closed_won' }],
    actions: [{ type: 'notify', channel: 'sales' }],
    enabled: true,
  },
  {
    name: 'Call new leads within a day',
    trigger: 'lead.created',
    conditions: [],
    actions: [{ type: 'create-task', due: '1 day' }],
    enabled: true,
  },
  {
    name: 'Win back lost deals',
    trigger: 'deal.updated',
    conditions: [{ field: 'stage', equals: 'closed_lost' }],
    actions: [{ type: 'add-to-sequence', after: '90 days' }],
    enabled: false,
  },
];

/** The settings are placeholders: the service calls none of these addresses. */
const INTEGRATIONS = [
  { name: 'Team chat', provider: 'chat', settings: { workspace: 'brightwater', channel: '#sales' } },
  {
    name: 'Accounting',
    provider: 'accounting',
    settings: { url: 'https://accounting.demo.test', token: 'placeholder' },
  },
];

export function addAutomationsAndIntegrations(draft: OrganizationDraft, by: Member, secrets: SealingSecrets): void {
  for (const automation of AUTOMATIONS) {
    const createdAt = draft.time.daysAgo(draft.random.between(30, 250));
    const columns = { ...automation, created_by_id: by.id };
    const fields = { ...automation, createdById: by.id };
    addRecord(draft, {
      recordType: 'automation',
      title: automation.name,
      createdAt,
      createdBy: actorOf(by),
      columns,
      fields,
    });
  }
  const sealer = new Sealer(secrets, SEALED_SETTINGS.purpose);
  for (const integration of INTEGRATIONS) addIntegration(draft, by, sealer, integration);
}

function addIntegration(
  draft: OrganizationDraft,
  by: Member,
  sealer: Sealer,
  integration: (typeof INTEGRATIONS)[number],
) {
  const { name, provider, settings } = integration;
  const settingNames = Object.keys(settings).sort();
  const columns: Record<string, unknown> = { name, provider, setting_names: settingNames, created_by_id: by.id };
  const id = addRecord(draft, {
    recordType: 'integration',
    title: name,
    createdAt: draft.time.daysAgo(draft.random.between(30, 250)),
    createdBy: actorOf(by),
    columns,
    fields: { name, provider, settingNames, createdById: by.id },
  });
  const row = draft.rows.integration.pop();
  // Sealed for the row's id, which is known only now.
  const sealed = sealer.seal(JSON.stringify(settings), SEALED_SETTINGS.contextOf(draft.facts.id, id));
  draft.add('integration', { ...row, sealed_settings: bytesText(sealed) });
}
