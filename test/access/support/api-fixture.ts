import { unsubscribeToken } from '../../../src/notices/subscription/unsubscribe-token.js';
import type { MembershipId, OrganizationId } from '../../../src/platform/ids/ids.js';
import { createConversation, storeExchange } from '../../assistant/support/chat.js';
import { ModelStandIn } from '../../assistant/support/stand-in.js';
import { Client } from '../../support/client.js';
import { SUPERADMIN, World } from '../../support/world.js';
import { KIND_NAMES, KINDS, thingOf } from '../../records/support/kinds.js';
import { png } from '../../settings/support/pictures.js';
import { upload } from '../../settings/support/uploads.js';
import { importCsv } from '../../imports/support/csv.js';
import type { RoleName } from './contract-matrix.js';
import type { Operation } from './operations.js';

/** The organization has a target for this period. */
const PERIOD = '2026-12';

export type Ids = Readonly<Record<string, string>>;

/** Who calls, and what the ids in paths are. */
export interface ApiFixture {
  readonly world: World;
  readonly roles: Readonly<Record<RoleName, Client>>;
  /** A member of another organization, as its owner. */
  readonly stranger: Client;
  readonly superadmin: Client;
  readonly anonymous: Client;
  /** Someone with a token that is none. */
  readonly invalidToken: Client;
  readonly organization: { readonly id: string; readonly path: string; readonly owner: Client };
  /** Of the organization: a member, an invitation and so on that no test needs otherwise. */
  readonly ids: Ids;
  /** The same of the stranger's organization. */
  readonly foreignIds: Ids;
}

export async function createApiFixture(): Promise<ApiFixture> {
  const world = await World.start((await ModelStandIn.start()).environment);
  const organization = await world.organization('enterprise');
  const [admin, member, viewer] = await Promise.all([
    world.member(organization, 'admin'),
    world.member(organization, 'member'),
    world.member(organization, 'viewer'),
  ]);
  const foreign = await world.organization('enterprise');
  const [ids, foreignIds] = await Promise.all([createResources(world, organization), createResources(world, foreign)]);
  return {
    world,
    roles: { owner: organization.owner, admin, member, viewer },
    stranger: foreign.owner,
    superadmin: await world.person('Superadmin', SUPERADMIN),
    anonymous: world.anonymous,
    invalidToken: new Client(world.service.url, `${organization.owner.token ?? ''}x`),
    organization,
    ids,
    foreignIds,
  };
}

/** Who makes a call in the first place: a platform's superadmin, or the owner. */
export function callerOf({ access }: Operation, { superadmin, roles }: ApiFixture): Client {
  return access?.kind === 'superadmin' ? superadmin : roles.owner;
}

/** One resource of each kind that a path can name. */
async function createResources(world: World, organization: ApiFixture['organization']): Promise<Ids> {
  const { owner, path, id } = organization;
  const [spare, removedMember, invitee] = await Promise.all([
    world.member(organization, 'member'),
    world.member(organization, 'member'),
    world.person('Invitee'),
  ]);
  const removed = await owner.delete(`${path}/members/${removedMember.membershipId}`);
  const invited = await owner.post(`${path}/invitations`, { email: invitee.email, role: 'viewer' });
  const key = await owner.post(`${path}/api-keys`, { name: 'Spare', role: 'viewer' });
  await owner.put(`${path}/revenue-targets/${PERIOD}`, { amount: { amount: 100 } });
  const { logoUrl } = (await upload(owner, path, await png())).body as { logoUrl: string };
  return {
    organizationId: id,
    membershipId: spare.membershipId,
    ownerId: spare.membershipId,
    reassignmentId: removed.body.reassignmentId as string,
    invitationId: invited.body.id as string,
    token: await world.tokenFor(invitee.email ?? ''),
    unsubscribeLink: unsubscribeToken(
      { organizationId: id as OrganizationId, membershipId: spare.membershipId as MembershipId },
      { current: world.environment['APP_SECRET'] ?? '', previous: null },
    ),
    apiKeyId: key.body.id as string,
    period: PERIOD,
    conversationId: await conversationOf(world, organization),
    importId: (await importCsv(owner, path, 'leads', 'name\nImported\n')).id,
    logoId: logoUrl.split('/').at(-1) ?? '',
    ...(await recordsOf(organization)),
  };
}

/** A conversation of the owner in which something was said. */
async function conversationOf(world: World, organization: ApiFixture['organization']): Promise<string> {
  const id = (await createConversation(organization.owner, organization, 'Chat')).split('/').at(-2) ?? '';
  await storeExchange(world, organization.id, id);
  return id;
}

/** One record of each kind: `leadId`, `dealId` and so on. */
export async function recordsOf({ owner, path }: ApiFixture['organization']): Promise<Ids> {
  const ids: Record<string, string> = {};
  for (const kind of KIND_NAMES) {
    const { body } = await owner.post(`${path}/${kind}`, KINDS[kind].create);
    ids[`${thingOf(kind)}Id`] = (body as { id: string }).id;
  }
  return ids;
}

/** How many rows every table holds, except the rows of scheduled runs, which are added by the clock. */
export async function countRows({ world }: ApiFixture): Promise<Record<string, number>> {
  const { admin } = world.database;
  const tables = await admin.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const scheduledRuns = `queue = 'maintenance' and organization_id is null`;
  const counts = tables.rows.map(({ name }) => {
    const which = name === 'outbox' ? ` where not (${scheduledRuns})` : '';
    return `select '${name}' as name, count(*)::int as rows from ${name}${which}`;
  });
  const { rows } = await admin.query<{ name: string; rows: number }>(counts.join(' union all '));
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}

/** Lines of the service's log that report an internal error. */
export function errorsLogged({ world }: ApiFixture): string[] {
  return world.service
    .output()
    .split('\n')
    .filter((line) => /"level":"(error|fatal)"/.test(line));
}
