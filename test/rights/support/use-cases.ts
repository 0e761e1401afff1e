import { ModelStandIn } from '../../assistant/support/stand-in.js';
import { sendCsv } from '../../imports/support/csv.js';
import { png } from '../../settings/support/pictures.js';
import { upload } from '../../settings/support/uploads.js';
import type { Answer, Client } from '../../support/client.js';
import { World } from '../../support/world.js';

type Member = Client & { readonly membershipId: string };

/** One writing use case: a few calls that can be made again and again, by several at once. */
type UseCases = Readonly<Record<string, () => Promise<readonly Answer[]>>>;

/** An organization in which everything is written at once, and who writes. */
export interface WriteFixture {
  readonly world: World;
  readonly path: string;
  /** Changes that end or give back what someone may do, in an order in which each can succeed. */
  readonly accessChanges: UseCases;
  /** Every other writing use case. */
  readonly writes: UseCases;
}

const TIMEZONES = ['Europe/Berlin', 'America/New_York'];

export async function startWorldOfWriters(): Promise<World> {
  return World.start((await ModelStandIn.start()).environment);
}

export async function createWriteFixture(world: World): Promise<WriteFixture> {
  const organization = await world.organization('enterprise');
  const { path, owner, id } = organization;
  const [second, admin, leaver, newOwner] = await Promise.all([
    world.member(organization, 'admin'),
    world.member(organization, 'admin'),
    world.member(organization, 'member'),
    world.member(organization, 'member'),
  ]);
  const members = await owner.get(`${path}/members?role=owner`);
  const first: Member = Object.assign(owner, { membershipId: members.body.data[0].id as string });
  const parts = { world, id, path, first, second, admin, leaver, newOwner };
  return { world, path, accessChanges: accessChangesOf(parts), writes: await writesOf(parts) };
}

interface Parts {
  readonly world: World;
  readonly id: string;
  readonly path: string;
  /** The owner, and the admin to whom the ownership is transferred and from whom it is transferred back. */
  readonly first: Member;
  readonly second: Member;
  readonly admin: Member;
  /** Removed and reinstated, with records of their own. */
  readonly leaver: Member;
  readonly newOwner: Member;
}

function accessChangesOf({ path, first, second, admin, leaver, newOwner }: Parts): UseCases {
  const member = `${path}/members/${leaver.membershipId}`;
  const asOwner = async (call: (owner: Client) => Promise<Answer>) => [await call(first), await call(second)];
  return {
    remove: async () => [await admin.delete(`${member}?reassignTo=${newOwner.membershipId}`)],
    reinstate: async () => [await admin.post(`${member}/reinstate`)],
    transfer: async () => [await first.post(`${path}/ownership-transfer`, { membershipId: second.membershipId })],
    'transfer back': async () => [
      await second.post(`${path}/ownership-transfer`, { membershipId: first.membershipId }),
    ],
    'change a role': async () => [
      await admin.patch(`${path}/members/${newOwner.membershipId}`, { role: 'admin' }),
      await admin.patch(`${path}/members/${newOwner.membershipId}`, { role: 'member' }),
    ],
    'revoke a key': async () => {
      const made = await admin.post(`${path}/api-keys`, { name: 'Key', role: 'member' });
      return [made, await admin.delete(`${path}/api-keys/${(made.body as { id?: string }).id ?? ''}`)];
    },
    delete: () => asOwner((owner) => owner.delete(`${path}?confirmName=Acme%20Sales`)),
    restore: async () => {
      const restored = await asOwner((owner) => owner.post(`${path}/restore`));
      // It is restored on Free, which has too few seats for what follows.
      return [...restored, ...(await asOwner((owner) => owner.put(`${path}/billing/plan`, { plan: 'enterprise' })))];
    },
  };
}

async function writesOf(parts: Parts): Promise<UseCases> {
  return { ...(await recordWritesOf(parts)), ...(await otherWritesOf(parts)) };
}

const idOf = ({ body }: Answer): string => (body as { id?: string } | null)?.id ?? '';

async function recordWritesOf({ path, admin, leaver, newOwner }: Parts): Promise<UseCases> {
  const [lead, other] = await Promise.all(
    ['A', 'B'].map(async (name) => idOf(await leaver.post(`${path}/leads`, { name }))),
  );
  const deals = await Promise.all(
    ['A', 'B', 'C'].map(async (name) =>
      idOf(await leaver.post(`${path}/deals`, { name, amount: { amount: 1 }, leadId: lead })),
    ),
  );
  let calls = 0;
  const either = <T>(one: T, two: T): T => (++calls % 2 === 0 ? one : two);
  const amount = { amount: 100 };
  return {
    'create a lead': async () => [await either(leaver, admin).post(`${path}/leads`, { name: 'Lead' })],
    'create a deal for another': async () => [
      await admin.post(`${path}/deals`, { name: 'Deal', amount, leadId: lead, ownerId: leaver.membershipId }),
    ],
    'move a deal': async () => [
      await admin.patch(`${path}/deals/${deals[++calls % deals.length] ?? ''}`, {
        leadId: either(lead, other),
        ownerId: either(leaver.membershipId, newOwner.membershipId),
      }),
    ],
    'change a lead': async () => [
      await leaver.patch(`${path}/leads/${either(lead, other) ?? ''}`, { company: `${calls}` }),
    ],
    'delete a lead with deals': async () => {
      const made = await leaver.post(`${path}/leads`, { name: 'Deleted' });
      const named = await admin.post(`${path}/deals`, { name: 'Left', amount, leadId: idOf(made) });
      return [made, named, await admin.delete(`${path}/leads/${idOf(made)}`)];
    },
    'schedule a campaign': async () => {
      const made = await leaver.post(`${path}/campaigns`, { name: 'Campaign', scheduledFor: '2099-03-01T09:00' });
      const sequence = await leaver.post(`${path}/sequences`, { name: 'Sequence', campaignId: idOf(made) });
      return [made, sequence, await admin.delete(`${path}/campaigns/${idOf(made)}`)];
    },
    'log a call': async () => [await leaver.post(`${path}/calls`, { direction: 'inbound', leadId: lead })],
    automate: async () => [
      await admin.post(`${path}/automations`, { name: 'Automation', trigger: 'lead.created', actions: [] }),
      await admin.post(`${path}/integrations`, { name: 'Integration', provider: 'mail' }),
    ],
    'import deals': async () => [
      await sendCsv(
        admin,
        path,
        'deals',
        `name,amount,currency,leadId,ownerId\nA,1,EUR,${other ?? ''},${leaver.membershipId}\nB,1,EUR,${lead ?? ''},\n`,
      ),
    ],
    reassign: async () => {
      const to = [leaver, newOwner].map(({ membershipId }) => ({ membershipId, weight: 1 }));
      const asked = await admin.post(`${path}/reassignments`, { from: 'unassigned', to });
      return [
        asked,
        await admin.post(`${path}/reassignments`, { from: newOwner.membershipId, to: leaver.membershipId }),
        await admin.post(`${path}/reassignments/${idOf(asked)}/cancel`),
      ];
    },
  };
}

async function otherWritesOf({ world, path, first, second, admin, leaver }: Parts): Promise<UseCases> {
  const picture = await png();
  let calls = 0;
  const address = (): string => `invited-${process.pid}-${++calls}@example.com`;
  return {
    'invite, resend and revoke': async () => {
      const invited = await admin.post(`${path}/invitations`, { email: address(), role: 'viewer' });
      const invitation = `${path}/invitations/${idOf(invited)}`;
      return [invited, await admin.post(`${invitation}/resend`), await admin.delete(invitation)];
    },
    'invite and accept': async () => {
      const person = await world.person('Invited');
      const invited = await admin.post(`${path}/invitations`, { email: person.email, role: 'viewer' });
      const accepted = await person.post(`/me/invitations/${idOf(invited)}/accept`);
      const membership = (accepted.body as { membershipId?: string } | null)?.membershipId ?? '';
      return [invited, accepted, await person.delete(`${path}/members/${membership}`)];
    },
    'invite many': async () => [
      await admin.post(`${path}/invitations/bulk`, {
        invitations: Array.from({ length: 5 }, () => ({ email: address(), role: 'member' })),
      }),
    ],
    'change settings': async () => [
      await admin.call('PATCH', path, { body: { timezone: TIMEZONES[++calls % TIMEZONES.length] } }),
    ],
    'change the logo': async () => [await upload(admin, path, picture), await admin.delete(`${path}/logo`)],
    'set a target': async () => [
      await admin.put(`${path}/revenue-targets/2099-01`, { amount: { amount: ++calls } }),
      await admin.delete(`${path}/revenue-targets/2099-01`),
    ],
    'make a key': async () => [await admin.post(`${path}/api-keys`, { name: 'Key', role: 'admin' })],
    'change the plan': async () => [
      await first.put(`${path}/billing/plan`, { plan: 'enterprise' }),
      await second.put(`${path}/billing/plan`, { plan: 'enterprise' }),
      await first.post(`${path}/billing/credits/top-ups`, { credits: 10 }),
    ],
    'ask the assistant': async () => {
      const conversation = await leaver.post(`${path}/conversations`, { title: 'Chat' });
      const messages = `${path}/conversations/${idOf(conversation)}/messages`;
      return [conversation, await leaver.post(messages, { content: 'Hello', tier: 'fast' })];
    },
  };
}
