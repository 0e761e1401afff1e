import { AUDIT_ACTIONS, AUDIT_GROUPS } from '../../../../src/audit/audit-actions';
import { DATE_PRESETS } from './date-presets';
import { groupByDay } from './event-days';
import { ACTION_LABELS, GROUP_LABELS } from './labels';
import type { AuditEvent } from './queries';
import { plainSentence, SENTENCES } from './sentences';

const EVENT: AuditEvent = {
  id: '019ab970-1c00-7000-8000-000000000001',
  action: 'member.role_changed',
  actor: { kind: 'member', id: '019ab970-1c00-7000-8000-000000000002', name: 'Ada' },
  target: { kind: 'member', id: '019ab970-1c00-7000-8000-000000000003', name: 'Grace' },
  changes: {},
  at: '2026-11-24T09:00:00.000Z',
  ip: null,
  requestId: null,
};

const change = (field: string, from: unknown, to: unknown) => ({ [field]: { from, to } });
const records = (to: object) => ({ ...change('status', 'active', 'removed'), ...change('records', null, to) });
const share = (name: string, weight: number) => ({ membershipId: EVENT.id, name, weight, records: null });
const said = (part: Partial<AuditEvent>) => plainSentence({ ...EVENT, ...part }, 'Europe/Berlin');

describe('every action of the catalogue', () => {
  it('has a sentence and a name in the filter', () => {
    expect(Object.keys(SENTENCES).sort()).toEqual([...AUDIT_ACTIONS].sort());
    expect(Object.keys(ACTION_LABELS).sort()).toEqual([...AUDIT_ACTIONS].sort());
    expect(Object.keys(GROUP_LABELS)).toEqual([...AUDIT_GROUPS]);
  });

  it.each(AUDIT_ACTIONS)('%s is a sentence without gaps, also without any changes', (action) => {
    const sentence = said({ action });
    expect(sentence).toMatch(/Ada|Grace/);
    expect(sentence).not.toMatch(/undefined|null|NaN|\[object|_/);
  });
});

it.each<[string, Partial<AuditEvent>]>([
  ['Ada changed Grace from Admin to Viewer', { changes: change('role', 'admin', 'viewer') }],
  ['Ada invited Grace as Member', { action: 'invitation.sent', changes: change('role', null, 'member') }],
  [
    'Ada changed the currency of the organization from EUR to USD',
    { action: 'organization.updated', changes: change('currency', 'EUR', 'USD') },
  ],
  [
    'Ada updated the organization: name, timezone',
    { action: 'organization.updated', changes: { ...change('name', 'A', 'B'), ...change('timezone', 'UTC', 'CET') } },
  ],
  [
    'Ada changed the amount of the deal Fleet from $1.00 to $2.00',
    {
      action: 'deal.updated',
      target: { kind: 'record', id: null, name: 'Fleet' },
      changes: change('amount', { amount: 100, currency: 'USD' }, { amount: 200, currency: 'USD' }),
    },
  ],
  [
    'Ada updated the lead Grace: owner id',
    { action: 'lead.updated', changes: change('ownerId', EVENT.id, EVENT.id.replace('1c', '2c')) },
  ],
  ['Ada bought 5,000 credits', { action: 'credits.topped_up', changes: change('balance', 10, 5_010) }],
  [
    'Ada removed 200 credits: Refund',
    { action: 'credits.adjusted', changes: { ...change('balance', 300, 100), ...change('reason', null, 'Refund') } },
  ],
  [
    'Ada changed the plan from Free to Pro',
    { action: 'subscription.plan_changed', changes: change('plan', 'free', 'pro') },
  ],
  [
    'The import of leads by Ada is complete: 120 created, 3 rejected',
    {
      action: 'import.completed',
      target: { kind: 'import', id: null, name: 'leads' },
      changes: { ...change('created', 0, 120), ...change('rejected', 0, 3) },
    },
  ],
  [
    'Ada reassigned unassigned records to a member',
    {
      action: 'reassignment.requested',
      target: { kind: 'reassignment', id: null, name: 'unassigned' },
      changes: change('to', null, EVENT.id),
    },
  ],
  ['Ada removed Grace', { action: 'member.removed', changes: records({ mode: 'unassign', total: 0 }) }],
  [
    'Ada removed Grace and left 1 record unassigned',
    { action: 'member.removed', changes: records({ mode: 'unassign', total: 1, newOwners: [] }) },
  ],
  [
    'Ada removed Grace and handed 61 records to Alan (2/3) and Mary (1/3)',
    {
      action: 'member.removed',
      changes: records({ mode: 'split', total: 61, newOwners: [share('Alan', 4), share('Mary', 2)] }),
    },
  ],
  [
    'Ada removed Grace and handed the records to Alan (1/4), Mary (1/4) and 2 others',
    {
      action: 'member.removed',
      changes: records({
        mode: 'split',
        total: null,
        newOwners: ['Alan', 'Mary', 'Kim', 'Lee'].map((n) => share(n, 1)),
      }),
    },
  ],
  [
    'Ada left the organization and handed 2 records to Alan',
    { action: 'member.left', changes: records({ mode: 'reassign', total: 2, newOwners: [share('Alan', 1)] }) },
  ],
  [
    'Ada reinstated Grace and returned 61 records from Alan and Mary',
    {
      action: 'member.reinstated',
      changes: records({
        mode: 'return',
        total: 61,
        returnedFrom: ['Alan', 'Mary'].map((name) => ({ membershipId: EVENT.id, name, records: 2 })),
      }),
    },
  ],
  [
    'Ada reinstated Grace and returned 3 records',
    {
      action: 'member.reinstated',
      changes: records({ mode: 'return', total: 3, returnedFrom: [{ membershipId: null, name: null, records: 3 }] }),
    },
  ],
  [
    'Ada logged an outbound call',
    { action: 'call.created', target: { kind: 'record', id: EVENT.id, name: 'outbound call' } },
  ],
  [
    'Ada set the outcome of the inbound call to Won',
    {
      action: 'call.updated',
      target: { kind: 'record', id: EVENT.id, name: 'inbound call' },
      changes: change('outcome', null, 'Won'),
    },
  ],
  ['Ada exported the audit log as CSV', { action: 'audit_log.exported', changes: change('format', null, 'csv') }],
])('%s', (sentence, event) => {
  expect(said(event)).toBe(sentence);
});

it('has days that end today in the organization’s timezone', () => {
  const now = new Date('2026-11-30T20:00:00Z');
  expect(DATE_PRESETS.map(({ daysAt }) => daysAt(now, 'Asia/Kolkata'))).toEqual([
    { from: '2026-11-25', to: '2026-12-01' },
    { from: '2026-11-02', to: '2026-12-01' },
    { from: '2026-12-01', to: '2026-12-01' },
  ]);
});

it('groups events by their day in the organization’s timezone', () => {
  const events = ['2026-11-24T23:30:00.000Z', '2026-11-24T22:30:00.000Z', '2026-11-23T23:30:00.000Z'].map((at) => ({
    at,
  }));
  const days = (zone: string) => groupByDay(events, zone).map(({ day, events: found }) => [day, found.length]);
  expect(days('UTC')).toEqual([
    ['2026-11-24', 2],
    ['2026-11-23', 1],
  ]);
  expect(days('Europe/Berlin')).toEqual([
    ['2026-11-25', 1],
    ['2026-11-24', 2],
  ]);
});
