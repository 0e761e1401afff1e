import { randomUUID } from 'node:crypto';
import { callerOf, type ApiFixture, type Ids } from '../../access/support/api-fixture.js';
import { fill, requiredQuery, type Operation } from '../../access/support/operations.js';
import { form, png } from '../../settings/support/pictures.js';
import type { Client } from '../../support/client.js';

/** A call as its document shows it, where it can succeed. */
export interface PreparedCall {
  readonly client: Client;
  readonly path: string;
  readonly body: unknown;
}

/** Refused with local billing; how they succeed is tried in test/stripe/webhooks.spec.ts. */
export const NEEDS_STRIPE = ['checkout', 'portal'].map(
  (page) => `POST /api/v1/organizations/{organizationId}/billing/${page}`,
);

interface CallSetup {
  readonly client?: Client;
  readonly ids?: Ids;
}

/**
 * Prepares what a call needs to succeed: who makes it, and ids of things that are there. What it ends or changes
 * is made for it alone, so that the calls after it find everything as it was.
 */
export async function prepareCall(operation: Operation, fixture: ApiFixture): Promise<PreparedCall> {
  const { client = callerOf(operation, fixture), ids = {} } = await setUpCall(operation, fixture);
  const all = { ...fixture.ids, ...ids };
  const path = `${fill(operation, all)}${requiredQuery(operation)}`;
  if (operation.takesOtherBody) return { client, path, body: form({ name: 'file', bytes: await fileOf(operation) }) };
  const { exampleBody } = operation;
  // Only the ids in an example are of things that are not there.
  const entries = Object.entries(exampleBody ?? {}).map(([name, value]) => [name, all[name] ?? value] as const);
  return { client, path, body: exampleBody ? Object.fromEntries(entries) : undefined };
}

/** A file that the call takes: rows to import, or a logo. */
async function fileOf({ path }: Operation): Promise<Buffer> {
  return path.includes('/imports/')
    ? Buffer.from(path.includes('deals') ? 'name,amount,currency\nA,1,EUR\n' : 'name\nA\n')
    : png();
}

async function setUpCall({ name, method }: Operation, fixture: ApiFixture): Promise<CallSetup> {
  const call = name.replace('/api/v1', '').replace('/organizations/{organizationId}', ' O');
  if (method !== 'GET' && call.includes('/platform O'))
    return createDisposableOrganization(fixture, call, fixture.superadmin);
  if (/^GET .me.invitations|(accept|decline)$/.test(call)) return invited(fixture);
  switch (call) {
    case 'POST  O/invitations':
      return { ids: { email: `${randomUUID()}@example.com` } };
    case 'POST  O/invitations/{invitationId}/resend':
    case 'PATCH  O/invitations/{invitationId}':
    case 'DELETE  O/invitations/{invitationId}': {
      const { ids } = await invited(fixture);
      return { ids };
    }
    case 'DELETE  O/members/{membershipId}': {
      const { membershipId } = await fixture.world.member(fixture.organization, 'member');
      return { ids: { membershipId } };
    }
    case 'POST  O/members/{membershipId}/reinstate': {
      const { membershipId } = await removed(fixture);
      return { ids: { membershipId } };
    }
    case 'POST  O/reassignments': {
      const { membershipId: from } = await removed(fixture);
      const { membershipId: to } = await fixture.world.member(fixture.organization, 'member');
      return { ids: { from, to } };
    }
    case 'POST  O/reassignments/{reassignmentId}/cancel':
      return { ids: { reassignmentId: await waiting(fixture) } };
    case 'DELETE  O':
    case 'POST  O/restore':
    case 'POST  O/ownership-transfer':
    case 'PUT  O/billing/plan':
    case 'PUT  O/logo':
    case 'DELETE  O/logo':
      return createDisposableOrganization(fixture, call);
    default:
      return {};
  }
}

/** A member who was removed just now. */
async function removed({ world, organization }: ApiFixture): Promise<{ membershipId: string }> {
  const { membershipId } = await world.member(organization, 'member');
  await organization.owner.delete(`${organization.path}/members/${membershipId}`);
  return { membershipId };
}

/** A reassignment that no worker will take: one by the API would be over before anyone could cancel it. */
async function waiting({ world, organization }: ApiFixture): Promise<string> {
  const { rows } = await world.database.admin.query<{ id: string }>(
    `insert into reassignment (organization_id, id, targets, kinds, status, progress, requested_by)
     values ($1, gen_random_uuid(), 'null', '{leads}', 'queued', '{"total":0,"done":0,"byKind":{}}',
             '{"kind":"system","id":null,"name":"System"}')
     returning id`,
    [organization.id],
  );
  return rows[0]?.id ?? '';
}

/** Someone new with a pending invitation, and what it is called. */
async function invited({ world, organization }: ApiFixture): Promise<{ client: Client; ids: Ids }> {
  const client = await world.person('Invited');
  const { path, owner } = organization;
  const { body } = await owner.post(`${path}/invitations`, { email: client.email, role: 'viewer' });
  return { client, ids: { invitationId: body.id as string, token: await world.tokenFor(client.email ?? '') } };
}

/** An organization for this call alone, with an admin; deleted where the call brings it back. */
async function createDisposableOrganization(
  { world }: ApiFixture,
  call: string,
  superadmin?: Client,
): Promise<{ client: Client; ids: Ids }> {
  const { id, owner, path } = await world.organization();
  const { membershipId } = await world.member({ owner, path }, 'admin');
  if (call.endsWith('/restore')) await owner.delete(`${path}?confirmName=Acme%20Sales`);
  return { client: superadmin ?? owner, ids: { organizationId: id, membershipId, ownerUserId: owner.userId ?? '' } };
}
