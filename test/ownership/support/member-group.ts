import type { Answer } from '../../support/client.js';
import { Client } from '../../support/client.js';
import type { World } from '../../support/world.js';

type Role = 'owner' | 'admin' | 'member' | 'viewer';

/** A simple model of an organization: the role of each person (by their index in the group), null: not a member. */
export type Model = (Role | null)[];

/** A step that someone tries, whether or not they may. */
export type Step =
  | { readonly kind: 'transfer' | 'remove'; readonly by: number; readonly whom: number }
  | { readonly kind: 'change role'; readonly by: number; readonly whom: number; readonly role: Exclude<Role, 'owner'> }
  | { readonly kind: 'invite'; readonly by: number; readonly whom: number; readonly role: Exclude<Role, 'owner'> };

/** People around one organization. The first is its creator; the others join and leave. */
export class MemberGroup {
  /** The newest membership of each. */
  readonly memberships: (string | null)[] = [];

  private constructor(
    private readonly world: World,
    readonly people: readonly Client[],
    readonly id: string,
    readonly path: string,
  ) {}

  static async create(world: World, size: number): Promise<MemberGroup> {
    const people: Client[] = [];
    for (let place = 0; place < size; place += 1) people.push(await world.person(`Member ${place}`));
    const [creator] = people;
    const { id, path } = await world.organization('enterprise', creator);
    const group = new MemberGroup(world, people, id, path);
    const { rows } = await world.database.admin.query<{ id: string }>(
      'select id from membership where organization_id = $1',
      [id],
    );
    group.memberships[0] = rows[0]?.id ?? null;
    return group;
  }

  /** Performs a step by the API, at one of the processes. */
  async perform(step: Step, baseUrl = this.world.service.url): Promise<Answer[]> {
    const by = this.at(step.by, baseUrl);
    const membershipId = this.memberships[step.whom] ?? '019ab970-ffff-7fff-bfff-ffffffffffff';
    switch (step.kind) {
      case 'transfer':
        return [await by.post(`${this.path}/ownership-transfer`, { membershipId })];
      case 'change role':
        return [await by.patch(`${this.path}/members/${membershipId}`, { role: step.role })];
      case 'remove':
        return [await by.delete(`${this.path}/members/${membershipId}`)];
      case 'invite':
        return this.invite(by, this.at(step.whom, baseUrl), step);
    }
  }

  /** Who owns it, by the database: always one membership, and the one that the organization names. */
  async owner(): Promise<number> {
    const { rows } = await this.world.database.admin.query<{ id: string; is_named: boolean }>(
      `select m.id, m.id = o.owner_membership_id as is_named
       from membership m join organization o using (organization_id)
       where organization_id = $1 and role = 'owner' and status = 'active'`,
      [this.id],
    );
    if (rows.length !== 1 || !rows[0]?.is_named)
      throw new Error(`There are ${rows.length} owners: ${JSON.stringify(rows)}`);
    const { id } = rows[0];
    // A membership that began during concurrent steps may not have been noted.
    return this.memberships.indexOf(id);
  }

  /** The roles of all as the API tells them to the owner. */
  async roles(owner: number): Promise<Model> {
    const answer = await this.at(owner).get(`${this.path}/members?limit=100`);
    const rows = answer.body.data as { userId: string; role: Role }[];
    return this.people.map(({ userId }) => rows.find((row) => row.userId === userId)?.role ?? null);
  }

  /** Notes the newest memberships as the database has them, after concurrent steps. */
  async readRoles(): Promise<Model> {
    const { rows } = await this.world.database.admin.query<{ id: string; user_id: string; role: Role; status: string }>(
      'select id, user_id, role, status from membership where organization_id = $1 order by joined_at, id',
      [this.id],
    );
    return this.people.map(({ userId }, place) => {
      const last = rows.filter((row) => row.user_id === userId).at(-1);
      this.memberships[place] = last?.id ?? null;
      return last?.status === 'active' ? last.role : null;
    });
  }

  private async invite(by: Client, invitee: Client, step: Step & { kind: 'invite' }): Promise<Answer[]> {
    const invited = await by.post(`${this.path}/invitations`, { email: invitee.email, role: step.role });
    if (invited.status !== 201) return [invited];
    const accepted = await invitee.post(`/me/invitations/${invited.body.id}/accept`);
    if (accepted.status === 200) this.memberships[step.whom] = accepted.body.membershipId as string;
    return [invited, accepted];
  }

  private at(place: number, baseUrl = this.world.service.url): Client {
    const person = this.people[place];
    if (!person) throw new Error(`There is no person ${place}.`);
    return new Client(baseUrl, person.token, person.userId, person.email);
  }
}

/** Applies a step to the model; answers the statuses that the API must answer. */
export function applyToModel(model: Model, everMember: ReadonlySet<number>, step: Step): number[] {
  const by = model[step.by];
  const whom = model[step.whom];
  if (!by) return [404];
  const manages = by === 'owner' || by === 'admin';
  const notMember = everMember.has(step.whom) ? 409 : step.kind === 'transfer' ? 422 : 404;
  switch (step.kind) {
    case 'transfer':
      if (by !== 'owner') return [403];
      if (whom !== 'admin') return [whom ? 409 : notMember];
      [model[step.by], model[step.whom]] = ['admin', 'owner'];
      return [200];
    case 'change role':
      if (!manages) return [403];
      if (!whom) return [notMember];
      if (whom === 'owner') return [409];
      model[step.whom] = step.role;
      return [200];
    case 'remove':
      if (!manages && step.by !== step.whom) return [403];
      if (!whom) return [notMember];
      if (whom === 'owner') return [409];
      model[step.whom] = null;
      return [202];
    case 'invite':
      if (!manages) return [403];
      if (whom) return [409];
      model[step.whom] = step.role;
      return [201, 200];
  }
}
