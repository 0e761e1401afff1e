import { setTimeout as delay } from 'node:timers/promises';
import { isActive, mayOwn, type Actor } from './actor.js';
import * as organizations from './organization-operations.js';
import * as people from './people-operations.js';

type Operation = (actor: Actor) => Promise<void>;

/** What is done, and how often in proportion. */
const OPERATIONS: readonly (readonly [number, Operation])[] = [
  [2, organizations.createOrganization],
  [10, people.invite],
  [4, people.resend],
  [12, people.accept],
  [1, people.decline],
  [3, people.revokeInvitation],
  [5, people.changeRole],
  [2, people.transferOwnership],
  [4, people.remove],
  [4, people.reinstate],
  [14, organizations.createRecord],
  [12, organizations.changeRecord],
  [4, reassign],
  [2, cancelReassignment],
  [3, organizations.changePlan],
  [4, organizations.topUp],
  [2, organizations.createKey],
  [1, organizations.revokeKey],
  [1, organizations.deleteOrganization],
  [4, organizations.restore],
  [4, organizations.uploadLogo],
  [8, read],
];
const WEIGHTED_OPERATIONS = OPERATIONS.flatMap(([weight, operation]) =>
  Array.from({ length: weight }, () => operation),
);

const MAX_PAUSE_MS = 60;

/** Works until it is stopped. */
export async function work(actor: Actor, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await actor.random.pick(WEIGHTED_OPERATIONS)(actor);
    await delay(actor.random.between(5, MAX_PAUSE_MS));
  }
}

async function reassign(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  const from = organization && actor.memberOf(organization, () => true);
  if (!from) return;
  const newOwners = actor.random
    .shuffled(organization.members.filter((member) => mayOwn(member) && member !== from))
    .slice(0, actor.random.between(1, 3));
  if (newOwners.length === 0) return;
  const to = newOwners.map(({ id }) => ({ membershipId: id, weight: actor.random.between(1, 5) }));
  const { outcome, body } = await actor.make(actor.manager(organization), {
    op: 'reassign by weight',
    method: 'POST',
    path: `/organizations/${organization.id}/reassignments`,
    body: { from: actor.random.chance(0.2) ? 'unassigned' : from.id, to },
    action: 'reassignment.requested',
  });
  if (outcome === 'done') organization.reassignments.push({ id: body.id });
}

async function cancelReassignment(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  const run = organization?.reassignments.at(-1);
  if (!organization || !run) return;
  await actor.make(actor.manager(organization), {
    op: 'cancel reassignment',
    method: 'POST',
    path: `/organizations/${organization.id}/reassignments/${run.id}/cancel`,
    action: 'reassignment.cancelled',
  });
}

const READS = ['', '/members', '/seats', '/permissions', '/leads?limit=20', '/records/owners', '/billing/credits'];

async function read(actor: Actor): Promise<void> {
  const organization = actor.activeOrganization();
  if (!organization?.members.some(isActive)) return;
  const path = actor.random.pick(READS);
  await actor.make(actor.anyone(organization), {
    op: 'read',
    method: 'GET',
    path: `/organizations/${organization.id}${path}`,
    action: null,
  });
}
