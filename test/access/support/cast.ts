import { Client } from '../../support/client.js';
import { SUPERADMIN, World } from '../../support/world.js';
import type { RoleName } from './contract-matrix.js';

export type Ids = Readonly<Record<string, string>>;

/** Who calls, and what the ids in paths stand for. */
export interface Cast {
  readonly world: World;
  readonly roles: Readonly<Record<RoleName, Client>>;
  /** A member of another organization, as its owner. */
  readonly stranger: Client;
  readonly superadmin: Client;
  readonly nobody: Client;
  /** Somebody with a token that is none. */
  readonly impostor: Client;
  readonly organization: { readonly id: string; readonly path: string; readonly owner: Client };
  /** Of the organization: a member, an invitation and so on that no test needs otherwise. */
  readonly ids: Ids;
  /** The same of the stranger's organization. */
  readonly foreignIds: Ids;
}

export async function assembleCast(): Promise<Cast> {
  const world = await World.start();
  const organization = await world.organization('enterprise');
  const [admin, member, viewer] = await Promise.all([
    world.member(organization, 'admin'),
    world.member(organization, 'member'),
    world.member(organization, 'viewer'),
  ]);
  const foreign = await world.organization('enterprise');
  const [ids, foreignIds] = await Promise.all([thingsOf(world, organization), thingsOf(world, foreign)]);
  return {
    world,
    roles: { owner: organization.owner, admin, member, viewer },
    stranger: foreign.owner,
    superadmin: await world.person('Superadmin', SUPERADMIN),
    nobody: world.nobody,
    impostor: new Client(world.service.url, `${organization.owner.token ?? ''}x`),
    organization,
    ids,
    foreignIds,
  };
}

async function thingsOf(world: World, organization: Cast['organization']): Promise<Ids> {
  const { owner, path, id } = organization;
  const [spare, leaver, invitee] = await Promise.all([
    world.member(organization, 'member'),
    world.member(organization, 'member'),
    world.person('Invitee'),
  ]);
  const removed = await owner.delete(`${path}/members/${leaver.membershipId}`);
  const invited = await owner.post(`${path}/invitations`, { email: invitee.email, role: 'viewer' });
  return {
    organizationId: id,
    membershipId: spare.membershipId,
    reassignmentId: removed.body.reassignmentId as string,
    invitationId: invited.body.id as string,
    token: await world.tokenFor(invitee.email ?? ''),
  };
}

/** How many rows every table holds. */
export async function countRows({ world }: Cast): Promise<Record<string, number>> {
  const { admin } = world.database;
  const tables = await admin.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const counts = tables.rows.map(({ name }) => `select '${name}' as name, count(*)::int as rows from ${name}`);
  const { rows } = await admin.query<{ name: string; rows: number }>(counts.join(' union all '));
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}

/** Lines of the service's log that tell of a mistake of its own. */
export function errorsLogged({ world }: Cast): string[] {
  return world.service
    .output()
    .split('\n')
    .filter((line) => /"level":"(error|fatal)"/.test(line));
}
