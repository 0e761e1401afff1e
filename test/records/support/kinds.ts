import type { Answer } from '../../support/client.js';

/** Every kind: a record with much in it, one with as little as may be, what is then there by default, and a change. */
export const KINDS = {
  leads: {
    create: {
      name: 'Katherine Johnson',
      email: 'katherine@example.com',
      phone: '+1 555 0100',
      company: 'Orbit',
      status: 'qualified',
    },
    minimal: { name: 'Lead' },
    required: ['name'],
    defaults: { email: null, phone: null, company: null, status: 'new', previousOwnerId: null },
    change: { status: 'contacted' },
  },
  deals: {
    create: { name: 'Licence', amount: { amount: 12_345, currency: 'USD' }, stage: 'proposal' },
    minimal: { name: 'Deal', amount: { amount: 0 } },
    required: ['name', 'amount'],
    defaults: {
      amount: { amount: 0, currency: 'EUR' },
      stage: 'qualification',
      closedAt: null,
      leadId: null,
      previousOwnerId: null,
    },
    change: { stage: 'negotiation' },
  },
  campaigns: {
    create: { name: 'Spring', status: 'draft', scheduledFor: '2099-03-01T09:00' },
    minimal: { name: 'Campaign' },
    required: ['name'],
    defaults: { status: 'draft', scheduledFor: null, scheduledAt: null, previousOwnerId: null },
    change: { status: 'paused' },
  },
  sequences: {
    create: { name: 'Three emails', steps: [{ wait: 2 }] },
    minimal: { name: 'Sequence' },
    required: ['name'],
    defaults: { campaignId: null, steps: [], previousOwnerId: null },
    change: { steps: [] },
  },
  calls: {
    create: { direction: 'outbound', startedAt: '2026-11-24T09:00:00+02:00', durationSeconds: 90, outcome: 'Asked' },
    minimal: { direction: 'inbound' },
    required: ['direction'],
    defaults: { leadId: null, durationSeconds: null, outcome: null, startedAt: expect.any(String) as unknown },
    change: { outcome: 'Asked for an offer' },
  },
  automations: {
    create: { name: 'Tell', trigger: 'lead.updated', conditions: [{ is: 'new' }], actions: [{ tell: 'owner' }] },
    minimal: { name: 'Automation', trigger: 't', actions: [] },
    required: ['name', 'trigger', 'actions'],
    defaults: { conditions: [], actions: [], enabled: true },
    change: { enabled: false },
  },
  integrations: {
    create: { name: 'Mail', provider: 'mailgun', settings: { key: 'secret-key-of-mailgun' } },
    minimal: { name: 'Integration', provider: 'p' },
    required: ['name', 'provider'],
    defaults: { settingNames: [] },
    change: { name: 'Post' },
  },
} as const;

export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as Kind[];
export const OWNED = ['leads', 'deals', 'campaigns', 'sequences'] as const;

/** Texts that are fine, however odd they look. */
export const BAD_TEXTS = ['50%_\\', '<b>bold</b>', '=1+1', 'null', 'שלום'];

/** One of a kind: `lead`. */
export function thingOf(kind: Kind): string {
  return kind.slice(0, -1);
}

/** The places that a refusal points to. */
export function pointersOf({ body }: Answer): string[] {
  return ((body as { errors?: { pointer: string }[] } | null)?.errors ?? []).map(({ pointer }) => pointer);
}
