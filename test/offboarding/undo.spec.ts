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

interface RemovalFixture {
  readonly organization: Organization;
  readonly owner: Client;
  readonly path: string;
  readonly leaver: Member;
  readonly b: Member;
  readonly c: Member;
}

async function createFixture(): Promise<RemovalFixture> {
  const organization = await world.organization();
  const [leaver, b, c] = [
    await world.member(organization, 'member'),
    await world.member(organization, 'member'),
    await world.member(organization, 'admin'),
  ];
  return { organization, owner: organization.owner, path: organization.path, leaver, b, c };
}

async function waitUntilFinished({ owner, path }: RemovalFixture, id: string) {
  return waitFor('the records to move', async () => {
    const { body } = await owner.get(`${path}/reassignments/${id}`);
    return body.finishedAt ? body : null;
  });
}

const removeMember = async (fixture: RemovalFixture, member: Member, query = '') => {
  const { status, body } = await fixture.owner.delete(`${fixture.path}/members/${member.membershipId}${query}`);
  expect(status).toBe(202);
  return waitUntilFinished(fixture, body.reassignmentId as string);
};

const undoRemoval = async (fixture: RemovalFixture, member: Member) => {
  const { status, body } = await fixture.owner.post(`${fixture.path}/members/${member.membershipId}/reinstate`);
  expect(status).toBe(200);
  return waitUntilFinished(fixture, body.reassignmentId as string);
};

/** One record of each kind, owned by someone. */
async function createRecords({ path }: RemovalFixture, by: Client): Promise<Record<Kind, string>> {
  const ids: Partial<Record<Kind, string>> = {};
  for (const kind of KIND_NAMES) ids[kind] = (await by.post(`${path}/${kind}`, KINDS[kind])).body.id as string;
  return ids as Record<Kind, string>;
}

/** What the newest event of an action says about the member's records. */
const auditedRecords = async ({ owner, path }: RemovalFixture, action: string) => {
  const [event] = (await owner.get(`${path}/audit-events?action=${action}`)).body.data;
  return event.changes.records as unknown;
};

const ownerOf = async ({ owner, path }: RemovalFixture, kind: Kind, id: string) =>
  (await owner.get(`${path}/${kind}/${id}`)).body.ownerId as string | null;

const changeOwner = async ({ owner, path }: RemovalFixture, kind: Kind, id: string, ownerId: string | null) => {
  expect((await owner.patch(`${path}/${kind}/${id}`, { ownerId })).status).toBe(200);
};

async function expectOwner(fixture: RemovalFixture, ids: Record<Kind, string>, ownerId: string | null): Promise<void> {
  for (const kind of KIND_NAMES) expect([kind, await ownerOf(fixture, kind, ids[kind])]).toEqual([kind, ownerId]);
}

describe('undoing a removal returns exactly what the removal moved', () => {
  it('which had become unassigned, and nothing that was given up before', async () => {
    const fixture = await createFixture();
    const [theirs, givenUp, givenToB] = [
      await createRecords(fixture, fixture.leaver),
      await createRecords(fixture, fixture.leaver),
      await createRecords(fixture, fixture.leaver),
    ];
    for (const kind of KIND_NAMES) {
      await changeOwner(fixture, kind, givenUp[kind], null);
      await changeOwner(fixture, kind, givenToB[kind], fixture.b.membershipId);
    }
    expect(await removeMember(fixture, fixture.leaver)).toMatchObject({ progress: { total: 4, done: 4 } });
    await expectOwner(fixture, theirs, null);
    expect(await auditedRecords(fixture, 'member.removed')).toMatchObject({
      to: { mode: 'unassign', total: 4, newOwners: [] },
    });
    expect(await undoRemoval(fixture, fixture.leaver)).toMatchObject({
      status: 'completed',
      progress: { total: 4, done: 4 },
    });
    await expectOwner(fixture, theirs, fixture.leaver.membershipId);
    await expectOwner(fixture, givenUp, null);
    await expectOwner(fixture, givenToB, fixture.b.membershipId);
  });

  it('which was handed over to one, who had got others before', async () => {
    const fixture = await createFixture();
    const [theirs, givenUp, givenToB] = [
      await createRecords(fixture, fixture.leaver),
      await createRecords(fixture, fixture.leaver),
      await createRecords(fixture, fixture.leaver),
    ];
    for (const kind of KIND_NAMES) {
      await changeOwner(fixture, kind, givenUp[kind], null);
      await changeOwner(fixture, kind, givenToB[kind], fixture.b.membershipId);
    }
    await removeMember(fixture, fixture.leaver, `?reassignTo=${fixture.b.membershipId}`);
    await expectOwner(fixture, theirs, fixture.b.membershipId);
    // What was given up before the removal is not a part of it.
    await expectOwner(fixture, givenUp, null);
    expect(await undoRemoval(fixture, fixture.leaver)).toMatchObject({ progress: { done: 4 } });
    await expectOwner(fixture, theirs, fixture.leaver.membershipId);
    await expectOwner(fixture, givenUp, null);
    await expectOwner(fixture, givenToB, fixture.b.membershipId);
  });

  it('which was shared by weight', async () => {
    const fixture = await createFixture();
    for (let number = 0; number < 9; number += 1) await fixture.leaver.post(`${fixture.path}/leads`, { name: 'Lead' });
    const shares = `${fixture.b.membershipId}:2,${fixture.c.membershipId}:1`;
    const run = await removeMember(fixture, fixture.leaver, `?reassignTo=${shares}`);
    expect(run.to).toEqual([
      { membershipId: fixture.b.membershipId, weight: 2 },
      { membershipId: fixture.c.membershipId, weight: 1 },
    ]);
    const count = async (ownerId: string) =>
      (await fixture.owner.get(`${fixture.path}/leads?ownerId=${ownerId}`)).body.data.length as number;
    expect([await count(fixture.b.membershipId), await count(fixture.c.membershipId)]).toEqual([6, 3]);
    const counts = { leads: 9, deals: 0, campaigns: 0, sequences: 0 };
    const [b, c] = [
      { membershipId: fixture.b.membershipId, name: 'member', records: 6 },
      { membershipId: fixture.c.membershipId, name: 'admin', records: 3 },
    ];
    expect(await auditedRecords(fixture, 'member.removed')).toEqual({
      from: null,
      to: {
        mode: 'split',
        total: 9,
        counts,
        newOwners: [
          { ...b, weight: 2 },
          { ...c, weight: 1 },
        ],
      },
    });
    expect(await undoRemoval(fixture, fixture.leaver)).toMatchObject({ progress: { done: 9 } });
    expect(await count(fixture.leaver.membershipId)).toBe(9);
    expect(await auditedRecords(fixture, 'member.reinstated')).toEqual({
      from: null,
      to: { mode: 'return', total: 9, counts, returnedFrom: [b, c] },
    });
  });

  it('but for what someone has given away or deleted since, also where it came back to where the removal put it', async () => {
    const fixture = await createFixture();
    const { b, c, leaver } = fixture;
    const [kept, given, roundTrip, deleted] = [
      await createRecords(fixture, leaver),
      await createRecords(fixture, leaver),
      await createRecords(fixture, leaver),
      await createRecords(fixture, leaver),
    ];
    await removeMember(fixture, leaver, `?reassignTo=${b.membershipId}`);
    for (const kind of KIND_NAMES) {
      await changeOwner(fixture, kind, given[kind], c.membershipId);
      await changeOwner(fixture, kind, roundTrip[kind], c.membershipId);
      await changeOwner(fixture, kind, roundTrip[kind], b.membershipId);
      expect((await fixture.owner.delete(`${fixture.path}/${kind}/${deleted[kind]}`)).status).toBe(204);
    }
    expect(await undoRemoval(fixture, leaver)).toMatchObject({ status: 'completed', progress: { total: 4, done: 4 } });
    await expectOwner(fixture, kept, leaver.membershipId);
    await expectOwner(fixture, given, c.membershipId);
    await expectOwner(fixture, roundTrip, b.membershipId);
  });

  it('but for what a reassignment took from them since', async () => {
    const fixture = await createFixture();
    const theirs = await createRecords(fixture, fixture.leaver);
    await removeMember(fixture, fixture.leaver);
    const taken = { from: fixture.leaver.membershipId, to: fixture.c.membershipId, kinds: ['leads'] };
    await waitUntilFinished(
      fixture,
      (await fixture.owner.post(`${fixture.path}/reassignments`, taken)).body.id as string,
    );
    await undoRemoval(fixture, fixture.leaver);
    expect(await ownerOf(fixture, 'leads', theirs.leads)).toBe(fixture.c.membershipId);
    expect(await ownerOf(fixture, 'deals', theirs.deals)).toBe(fixture.leaver.membershipId);
  });

  it('again and again, each time what the last removal moved', async () => {
    const fixture = await createFixture();
    const [theirs, others] = [
      await createRecords(fixture, fixture.leaver),
      await createRecords(fixture, fixture.leaver),
    ];
    await removeMember(fixture, fixture.leaver, `?reassignTo=${fixture.b.membershipId}`);
    await undoRemoval(fixture, fixture.leaver);
    for (const kind of KIND_NAMES) await changeOwner(fixture, kind, others[kind], null);
    await removeMember(fixture, fixture.leaver);
    await undoRemoval(fixture, fixture.leaver);
    await expectOwner(fixture, theirs, fixture.leaver.membershipId);
    await expectOwner(fixture, others, null);
    const { rows } = await world.database.admin.query('select 1 from removal_move where organization_id = $1', [
      fixture.organization.id,
    ]);
    expect(rows).toEqual([]);
  });

  it('to a viewer who owned records as well: the membership is as it was', async () => {
    const fixture = await createFixture();
    const theirs = await createRecords(fixture, fixture.leaver);
    await fixture.owner.patch(`${fixture.path}/members/${fixture.leaver.membershipId}`, { role: 'viewer' });
    await removeMember(fixture, fixture.leaver);
    expect(await undoRemoval(fixture, fixture.leaver)).toMatchObject({ status: 'completed', progress: { done: 4 } });
    await expectOwner(fixture, theirs, fixture.leaver.membershipId);
  });

  it('also of a removal by a version that wrote down no moves: what is unassigned', async () => {
    const fixture = await createFixture();
    const theirs = await createRecords(fixture, fixture.leaver);
    await removeMember(fixture, fixture.leaver);
    await world.database.admin.query('delete from removal_move where organization_id = $1', [fixture.organization.id]);
    await world.database.admin.query(`update reassignment set purpose = 'request' where organization_id = $1`, [
      fixture.organization.id,
    ]);
    await undoRemoval(fixture, fixture.leaver);
    await expectOwner(fixture, theirs, fixture.leaver.membershipId);
  });
});

describe('what a removal moved is remembered', () => {
  it('until it cannot be undone any more', async () => {
    const fixture = await createFixture();
    await createRecords(fixture, fixture.leaver);
    await removeMember(fixture, fixture.leaver);
    const moves = async () =>
      (
        await world.database.admin.query('select 1 from removal_move where organization_id = $1', [
          fixture.organization.id,
        ])
      ).rows.length;
    const due = async () =>
      (
        await world.database.admin.query<{ days: number }>(
          `select extract(epoch from due_at - now()) / 86400 as days from due_work
           where organization_id = $1 and kind = 'removal-moves'`,
          [fixture.organization.id],
        )
      ).rows.map(({ days }) => Math.round(days));
    expect([await moves(), await due()]).toEqual([4, [7]]);
    await world.database.admin.query(
      `update reassignment set created_at = created_at - interval '8 days' where organization_id = $1`,
      [fixture.organization.id],
    );
    await world.database.admin.query(
      `update due_work set due_at = now() where organization_id = $1 and kind = 'removal-moves'`,
      [fixture.organization.id],
    );
    // The job's next run, without its ten minutes.
    await world.runNow('forget-removal-moves');
    await waitFor('the moves to be deleted', async () => (await moves()) === 0 && (await due()).length === 0);
  });
});
