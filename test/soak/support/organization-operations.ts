import { mayOwn, type Actor, type Person } from './actor.js';
import { ANYTHING } from './registers.js';
import type { MemberView, RecordView } from './state.js';

const PLANS = ['starter', 'pro', 'pro', 'enterprise'] as const;
const MAX_ORGANIZATIONS = 10;

export async function createOrganization(actor: Actor): Promise<void> {
  if (actor.context.organizations.length >= MAX_ORGANIZATIONS) return;
  const creator = actor.random.pick(actor.context.people);
  const name = actor.unique('Organization');
  const { outcome, body } = await actor.make(creator, {
    op: 'create organization',
    method: 'POST',
    path: '/organizations',
    body: { name },
    action: 'organization.created',
    effects: (answer) => (answer ? [{ register: `plan:${answer.id}`, value: 'free' }] : []),
  });
  if (outcome !== 'done') return;
  const members = await membersOf(actor, creator, body.id);
  actor.context.organizations.push({ id: body.id, name, deleted: false, members, ...nothingYet() });
}

const nothingYet = () => ({ invitations: [], records: [], keys: [], reassignments: [] });

async function membersOf(actor: Actor, creator: Person, id: string): Promise<MemberView[]> {
  const path = `/organizations/${id}/members`;
  const { outcome, body } = await actor.make(creator, { op: 'read', method: 'GET', path, action: null });
  return outcome === 'done' ? (body.data as MemberView[]) : [];
}

export async function deleteOrganization(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  // The first of them hold the many records.
  if (!organization || actor.context.organizations.indexOf(organization) < 2) return;
  const { outcome } = await actor.make(actor.owner(organization), {
    op: 'delete organization',
    method: 'DELETE',
    path: `/organizations/${organization.id}?confirmName=${encodeURIComponent(organization.name)}`,
    action: 'organization.deleted',
    alongside: ['invitation.revoked'],
    effects: () => [{ register: `deleted:${organization.id}`, value: 'true' }],
  });
  if (outcome === 'done') organization.deleted = true;
}

export async function restore(actor: Actor): Promise<void> {
  const organization = actor.random.pickOrNone(actor.context.organizations.filter(({ deleted }) => deleted));
  if (!organization) return;
  const { outcome } = await actor.make(actor.owner(organization), {
    op: 'restore',
    method: 'POST',
    path: `/organizations/${organization.id}/restore`,
    action: 'organization.restored',
    alongside: ['subscription.plan_changed'],
    effects: () => [
      { register: `deleted:${organization.id}`, value: 'false' },
      { register: `plan:${organization.id}`, value: 'free' },
    ],
  });
  if (outcome === 'done') organization.deleted = false;
}

export async function changePlan(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  if (!organization) return;
  const plan = actor.random.pick(PLANS);
  await actor.make(actor.owner(organization), {
    op: 'change plan',
    method: 'PUT',
    path: `/organizations/${organization.id}/billing/plan`,
    body: { plan },
    action: 'subscription.plan_changed',
    mayBeSilent: true,
    effects: () => [{ register: `plan:${organization.id}`, value: plan }],
  });
}

export async function topUp(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  if (!organization) return;
  await actor.make(actor.owner(organization), {
    op: 'top up credits',
    method: 'POST',
    path: `/organizations/${organization.id}/billing/credits/top-ups`,
    body: { credits: actor.random.between(1, 500) },
    action: 'credits.topped_up',
  });
}

export async function createKey(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  if (!organization) return;
  const { outcome, body } = await actor.make(actor.manager(organization), {
    op: 'create key',
    method: 'POST',
    path: `/organizations/${organization.id}/api-keys`,
    body: { name: actor.unique('Key'), role: actor.random.pick(['admin', 'member', 'viewer'] as const) },
    action: 'api_key.created',
  });
  if (outcome === 'done') organization.keys.push({ id: body.id });
}

export async function revokeKey(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  const key = organization && actor.random.pickOrNone(organization.keys);
  if (!key) return;
  const { outcome } = await actor.make(actor.manager(organization), {
    op: 'revoke key',
    method: 'DELETE',
    path: `/organizations/${organization.id}/api-keys/${key.id}`,
    action: 'api_key.revoked',
    alongside: ['invitation.revoked'],
    effects: () => [{ register: `key:${key.id}`, value: 'true' }],
  });
  if (outcome === 'done') organization.keys.splice(organization.keys.indexOf(key), 1);
}

export async function uploadLogo(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  if (!organization) return;
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(actor.context.picture)], { type: 'image/png' }), 'logo.png');
  await actor.make(actor.manager(organization), {
    op: 'upload logo',
    method: 'PUT',
    path: `/organizations/${organization.id}/logo`,
    body: form,
    action: 'organization.logo_changed',
    needsFiles: true,
    effects: (answer) => [
      { register: `logo:${organization.id}`, value: answer ? String(answer.logoUrl).split('/').at(-1) : ANYTHING },
    ],
  });
}

export async function createRecord(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  if (!organization) return;
  const kind = actor.random.pick(['leads', 'leads', 'deals', 'campaigns'] as const);
  const owner = actor.random.chance(0.3) ? actor.memberOf(organization, mayOwn) : null;
  const record = { ...newRecord(actor, kind), ...(owner ? { ownerId: owner.id } : {}) };
  const { outcome, body } = await actor.make(actor.anyone(organization), {
    op: `create ${kind.slice(0, -1)}`,
    method: 'POST',
    path: `/organizations/${organization.id}/${kind}`,
    body: record,
    action: `${kind.slice(0, -1)}.created`,
    // The owner may stop being one meanwhile, and an outage may outlast the time that it was scheduled for.
    mayBeInvalid: owner !== null || 'scheduledFor' in record,
    effects: (answer) =>
      answer ? [{ register: registerOf({ id: answer.id, kind }), value: valueOf(kind, answer) }] : [],
  });
  if (outcome === 'done') organization.records.push({ id: body.id, kind });
}

export async function changeRecord(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  const record = organization && actor.random.pickOrNone(organization.records);
  if (!record) return;
  const changed = changeOf(actor, record.kind);
  await actor.make(actor.anyone(organization), {
    op: `change ${record.kind.slice(0, -1)}`,
    method: 'PATCH',
    path: `/organizations/${organization.id}/${record.kind}/${record.id}`,
    body: changed,
    action: `${record.kind.slice(0, -1)}.updated`,
    mayBeSilent: true,
    effects: () => [{ register: registerOf(record), value: valueOf(record.kind, changed) }],
  });
}

function newRecord(actor: Actor, kind: RecordView['kind']): Record<string, unknown> {
  const name = actor.unique(kind);
  if (kind === 'deals') return { name, amount: { amount: actor.random.between(1, 1_000_000) } };
  if (kind === 'campaigns' && actor.random.chance(0.3)) return { name, scheduledFor: soon(actor.random.between(2, 4)) };
  return { name };
}

function changeOf(actor: Actor, kind: RecordView['kind']): Record<string, unknown> {
  if (kind === 'leads') return { status: actor.random.pick(['contacted', 'qualified', 'lost'] as const) };
  if (kind === 'deals') return { amount: { amount: actor.random.between(1, 1_000_000) } };
  return { name: actor.unique('campaign') };
}

// Answers and requests are of every shape.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function valueOf(kind: RecordView['kind'], record: any): string {
  if (kind === 'leads') return record.status;
  return kind === 'deals' ? String(record.amount.amount) : record.name;
}

function registerOf({ id, kind }: RecordView): string {
  return `${kind.slice(0, -1)}:${id}`;
}

/** A local time of an organization in UTC, so many minutes from now. */
function soon(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);
}
