import type { Client } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

type Organization = Awaited<ReturnType<World['organization']>>;
type Member = Awaited<ReturnType<World['member']>>;

const KINDS = {
  leads: { name: 'Lead' },
  deals: { name: 'Deal', amount: { amount: 100 } },
  campaigns: { name: 'Campaign' },
  sequences: { name: 'Sequence' },
} as const;
type Kind = keyof typeof KINDS;
const KIND_NAMES = Object.keys(KINDS) as Kind[];

interface Scene {
  readonly organization: Organization;
  readonly owner: Client;
  readonly path: string;
  readonly leaver: Member;
  readonly b: Member;
  readonly c: Member;
}

async function scene(): Promise<Scene> {
  const organization = await world.organization();
  const [leaver, b, c] = [
    await world.member(organization, 'member'),
    await world.member(organization, 'member'),
    await world.member(organization, 'admin'),
  ];
  return { organization, owner: organization.owner, path: organization.path, leaver, b, c };
}

async function finished({ owner, path }: Scene, id: string) {
  return waitFor('the records to move', async () => {
    const { body } = await owner.get(`${path}/reassignments/${id}`);
    return body.finishedAt ? body : null;
  });
}

const removalOf = async (at: Scene, member: Member, query = '') => {
  const { status, body } = await at.owner.delete(`${at.path}/members/${member.membershipId}${query}`);
  expect(status).toBe(202);
  return finished(at, body.reassignmentId as string);
};

const undoOf = async (at: Scene, member: Member) => {
  const { status, body } = await at.owner.post(`${at.path}/members/${member.membershipId}/reinstate`);
  expect(status).toBe(200);
  return finished(at, body.reassignmentId as string);
};

/** One record of each kind, owned by somebody. */
async function make({ path }: Scene, by: Client): Promise<Record<Kind, string>> {
  const ids: Partial<Record<Kind, string>> = {};
  for (const kind of KIND_NAMES) ids[kind] = (await by.post(`${path}/${kind}`, KINDS[kind])).body.id as string;
  return ids as Record<Kind, string>;
}

const ownerOf = async ({ owner, path }: Scene, kind: Kind, id: string) =>
  (await owner.get(`${path}/${kind}/${id}`)).body.ownerId as string | null;

const give = async ({ owner, path }: Scene, kind: Kind, id: string, ownerId: string | null) => {
  expect((await owner.patch(`${path}/${kind}/${id}`, { ownerId })).status).toBe(200);
};

async function expectOwner(at: Scene, ids: Record<Kind, string>, ownerId: string | null): Promise<void> {
  for (const kind of KIND_NAMES) expect([kind, await ownerOf(at, kind, ids[kind])]).toEqual([kind, ownerId]);
}

describe('undoing a removal returns exactly what the removal moved', () => {
  it('which had become unassigned, and nothing that was given up before', async () => {
    const at = await scene();
    const [theirs, givenUp, givenToB] = [
      await make(at, at.leaver),
      await make(at, at.leaver),
      await make(at, at.leaver),
    ];
    for (const kind of KIND_NAMES) {
      await give(at, kind, givenUp[kind], null);
      await give(at, kind, givenToB[kind], at.b.membershipId);
    }
    expect(await removalOf(at, at.leaver)).toMatchObject({ progress: { total: 4, done: 4 } });
    await expectOwner(at, theirs, null);
    expect(await undoOf(at, at.leaver)).toMatchObject({ status: 'completed', progress: { total: 4, done: 4 } });
    await expectOwner(at, theirs, at.leaver.membershipId);
    await expectOwner(at, givenUp, null);
    await expectOwner(at, givenToB, at.b.membershipId);
  });

  it('which was handed over to one, who had got others before', async () => {
    const at = await scene();
    const [theirs, givenUp, givenToB] = [
      await make(at, at.leaver),
      await make(at, at.leaver),
      await make(at, at.leaver),
    ];
    for (const kind of KIND_NAMES) {
      await give(at, kind, givenUp[kind], null);
      await give(at, kind, givenToB[kind], at.b.membershipId);
    }
    await removalOf(at, at.leaver, `?reassignTo=${at.b.membershipId}`);
    await expectOwner(at, theirs, at.b.membershipId);
    // What was given up before the removal is not a part of it.
    await expectOwner(at, givenUp, null);
    expect(await undoOf(at, at.leaver)).toMatchObject({ progress: { done: 4 } });
    await expectOwner(at, theirs, at.leaver.membershipId);
    await expectOwner(at, givenUp, null);
    await expectOwner(at, givenToB, at.b.membershipId);
  });

  it('which was shared by weight', async () => {
    const at = await scene();
    for (let number = 0; number < 9; number += 1) await at.leaver.post(`${at.path}/leads`, { name: 'Lead' });
    const shares = `${at.b.membershipId}:2,${at.c.membershipId}:1`;
    const run = await removalOf(at, at.leaver, `?reassignTo=${shares}`);
    expect(run.to).toEqual([
      { membershipId: at.b.membershipId, weight: 2 },
      { membershipId: at.c.membershipId, weight: 1 },
    ]);
    const count = async (ownerId: string) =>
      (await at.owner.get(`${at.path}/leads?ownerId=${ownerId}`)).body.data.length as number;
    expect([await count(at.b.membershipId), await count(at.c.membershipId)]).toEqual([6, 3]);
    expect(await undoOf(at, at.leaver)).toMatchObject({ progress: { done: 9 } });
    expect(await count(at.leaver.membershipId)).toBe(9);
  });

  it('but for what somebody has given away or deleted since, also where it came back to where the removal put it', async () => {
    const at = await scene();
    const { b, c, leaver } = at;
    const [kept, given, roundTrip, deleted] = [
      await make(at, leaver),
      await make(at, leaver),
      await make(at, leaver),
      await make(at, leaver),
    ];
    await removalOf(at, leaver, `?reassignTo=${b.membershipId}`);
    for (const kind of KIND_NAMES) {
      await give(at, kind, given[kind], c.membershipId);
      await give(at, kind, roundTrip[kind], c.membershipId);
      await give(at, kind, roundTrip[kind], b.membershipId);
      expect((await at.owner.delete(`${at.path}/${kind}/${deleted[kind]}`)).status).toBe(204);
    }
    expect(await undoOf(at, leaver)).toMatchObject({ status: 'completed', progress: { total: 4, done: 4 } });
    await expectOwner(at, kept, leaver.membershipId);
    await expectOwner(at, given, c.membershipId);
    await expectOwner(at, roundTrip, b.membershipId);
  });

  it('but for what a reassignment took from them since', async () => {
    const at = await scene();
    const theirs = await make(at, at.leaver);
    await removalOf(at, at.leaver);
    const taken = { from: at.leaver.membershipId, to: at.c.membershipId, kinds: ['leads'] };
    await finished(at, (await at.owner.post(`${at.path}/reassignments`, taken)).body.id as string);
    await undoOf(at, at.leaver);
    expect(await ownerOf(at, 'leads', theirs.leads)).toBe(at.c.membershipId);
    expect(await ownerOf(at, 'deals', theirs.deals)).toBe(at.leaver.membershipId);
  });

  it('again and again, each time what the last removal moved', async () => {
    const at = await scene();
    const [theirs, others] = [await make(at, at.leaver), await make(at, at.leaver)];
    await removalOf(at, at.leaver, `?reassignTo=${at.b.membershipId}`);
    await undoOf(at, at.leaver);
    for (const kind of KIND_NAMES) await give(at, kind, others[kind], null);
    await removalOf(at, at.leaver);
    await undoOf(at, at.leaver);
    await expectOwner(at, theirs, at.leaver.membershipId);
    await expectOwner(at, others, null);
    const { rows } = await world.database.admin.query('select 1 from removal_move where organization_id = $1', [
      at.organization.id,
    ]);
    expect(rows).toEqual([]);
  });

  it('to a viewer who owned records as well: the membership is as it was', async () => {
    const at = await scene();
    const theirs = await make(at, at.leaver);
    await at.owner.patch(`${at.path}/members/${at.leaver.membershipId}`, { role: 'viewer' });
    await removalOf(at, at.leaver);
    expect(await undoOf(at, at.leaver)).toMatchObject({ status: 'completed', progress: { done: 4 } });
    await expectOwner(at, theirs, at.leaver.membershipId);
  });

  it('also of a removal by a version that wrote down no moves: what is unassigned', async () => {
    const at = await scene();
    const theirs = await make(at, at.leaver);
    await removalOf(at, at.leaver);
    await world.database.admin.query('delete from removal_move where organization_id = $1', [at.organization.id]);
    await world.database.admin.query(`update reassignment set purpose = 'request' where organization_id = $1`, [
      at.organization.id,
    ]);
    await undoOf(at, at.leaver);
    await expectOwner(at, theirs, at.leaver.membershipId);
  });
});

describe('what a removal moved is remembered', () => {
  it('until it cannot be undone any more', async () => {
    const at = await scene();
    await make(at, at.leaver);
    await removalOf(at, at.leaver);
    const moves = async () =>
      (await world.database.admin.query('select 1 from removal_move where organization_id = $1', [at.organization.id]))
        .rows.length;
    const due = async () =>
      (
        await world.database.admin.query<{ days: number }>(
          `select extract(epoch from due_at - now()) / 86400 as days from due_work
           where organization_id = $1 and kind = 'removal-moves'`,
          [at.organization.id],
        )
      ).rows.map(({ days }) => Math.round(days));
    expect([await moves(), await due()]).toEqual([4, [7]]);
    await world.database.admin.query(
      `update reassignment set created_at = created_at - interval '8 days' where organization_id = $1`,
      [at.organization.id],
    );
    await world.database.admin.query(
      `update due_work set due_at = now() where organization_id = $1 and kind = 'removal-moves'`,
      [at.organization.id],
    );
    // The job's next turn, without its ten minutes.
    await world.database.admin.query(
      `insert into outbox (id, queue, name, payload, due_at)
       values (gen_random_uuid(), 'maintenance', 'forget-removal-moves', '{}', now())`,
    );
    await waitFor('the moves to be deleted', async () => (await moves()) === 0 && (await due()).length === 0);
  });
});
