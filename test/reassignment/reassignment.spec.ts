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

/** Leads by SQL: thousands by HTTP would only take time. */
async function seedLeads(organization: Organization, ownerId: string | null, count: number): Promise<void> {
  await world.database.admin.query(
    `insert into lead (organization_id, id, name, status, owner_id)
     select $1, gen_random_uuid(), 'Lead ' || n, 'new', $2 from generate_series(1, $3::int) n`,
    [organization.id, ownerId, count],
  );
}

async function owned(organization: Organization): Promise<Record<string, number>> {
  const { rows } = await world.database.admin.query<{ owner: string; count: number }>(
    `select coalesce(owner_id::text, 'none') as owner, count(*)::int as count from lead where organization_id = $1 group by 1`,
    [organization.id],
  );
  return Object.fromEntries(rows.map(({ owner, count }) => [owner, count]));
}

async function finished(owner: Client, path: string, id: string) {
  return waitFor('the reassignment to end', async () => {
    const { body } = await owner.get(`${path}/reassignments/${id}`);
    return body.finishedAt ? body : null;
  });
}

async function staff(): Promise<{ organization: Organization; a: Member; b: Member; c: Member }> {
  const organization = await world.organization();
  const [a, b, c] = [
    await world.member(organization, 'member'),
    await world.member(organization, 'member'),
    await world.member(organization, 'admin'),
  ];
  return { organization, a, b, c };
}

describe('a reassignment', () => {
  it('moves what an active member owns to another, and remembers whose it was', async () => {
    const { organization, a, b } = await staff();
    const { owner, path } = organization;
    await seedLeads(organization, a.membershipId, 2_500);
    await a.post(`${path}/deals`, { name: 'Deal', amount: { amount: 5 } });
    const asked = await owner.post(`${path}/reassignments`, { from: a.membershipId, to: b.membershipId });
    expect(asked).toMatchObject({
      status: 202,
      body: { from: a.membershipId, to: b.membershipId, kinds: ['leads', 'deals', 'campaigns', 'sequences'] },
    });
    const done = await finished(owner, path, asked.body.id);
    expect(done).toMatchObject({
      status: 'completed',
      reason: null,
      progress: {
        total: 2_501,
        done: 2_501,
        byKind: { leads: { total: 2_500, done: 2_500 }, deals: { total: 1, done: 1 } },
      },
    });
    expect(await owned(organization)).toEqual({ [b.membershipId]: 2_500 });
    const [lead] = (await owner.get(`${path}/leads?limit=1`)).body.data;
    expect(lead).toMatchObject({ ownerId: b.membershipId, previousOwnerId: a.membershipId, version: 2 });
  });

  it('shares by weight, exact to the record', async () => {
    const { organization, a, b, c } = await staff();
    const { owner, path } = organization;
    await seedLeads(organization, a.membershipId, 1_000);
    const to = [
      { membershipId: b.membershipId, weight: 2 },
      { membershipId: c.membershipId, weight: 1 },
    ];
    const previewed = await owner.post(`${path}/reassignments`, { from: a.membershipId, to, dryRun: true });
    expect(previewed).toMatchObject({
      status: 200,
      body: {
        dryRun: true,
        total: 1_000,
        byKind: { leads: { total: 1_000, targets: [{ count: 667 }, { count: 333 }] }, deals: { total: 0 } },
      },
    });
    const key = { 'idempotency-key': 'counted-once' };
    const body = { from: a.membershipId, to, dryRun: true };
    const [first, again] = [
      await owner.post(`${path}/reassignments`, body, key),
      await owner.post(`${path}/reassignments`, body, key),
    ];
    expect([first.status, again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 200, 'true']);
    expect(await owned(organization)).toEqual({ [a.membershipId]: 1_000 });
    const asked = await owner.post(`${path}/reassignments`, { from: a.membershipId, to, kinds: ['leads'] });
    await finished(owner, path, asked.body.id);
    expect(await owned(organization)).toEqual({ [b.membershipId]: 667, [c.membershipId]: 333 });
  });

  it('takes up what a removed member left, and what no one owns', async () => {
    const { organization, a, b, c } = await staff();
    const { owner, path } = organization;
    await seedLeads(organization, a.membershipId, 300);
    await seedLeads(organization, null, 50);
    const removed = await owner.delete(`${path}/members/${a.membershipId}`);
    expect(await finished(owner, path, removed.body.reassignmentId)).toMatchObject({
      status: 'completed',
      to: null,
      progress: { total: 300, done: 300 },
    });
    expect(await owned(organization)).toEqual({ none: 350 });

    const owners = (await owner.get(`${path}/records/owners`)).body.data;
    expect(owners).toMatchObject([
      { membershipId: null, previousOwnerId: a.membershipId, status: 'unassigned', counts: { leads: 300, deals: 0 } },
      { membershipId: null, previousOwnerId: null, status: 'unassigned', counts: { leads: 50 } },
    ]);
    const fromRemoved = await owner.post(`${path}/reassignments`, { from: a.membershipId, to: b.membershipId });
    await finished(owner, path, fromRemoved.body.id);
    expect(await owned(organization)).toEqual({ none: 50, [b.membershipId]: 300 });
    const rest = await owner.post(`${path}/reassignments`, { from: 'unassigned', to: c.membershipId });
    await finished(owner, path, rest.body.id);
    expect(await owned(organization)).toEqual({ [c.membershipId]: 50, [b.membershipId]: 300 });
  });

  it('goes straight to the new owner of a removal', async () => {
    const { organization, a, b } = await staff();
    const { owner, path } = organization;
    await seedLeads(organization, a.membershipId, 40);
    const removed = await owner.delete(`${path}/members/${a.membershipId}?reassignTo=${b.membershipId}`);
    await finished(owner, path, removed.body.reassignmentId);
    expect(await owned(organization)).toEqual({ [b.membershipId]: 40 });
  });

  it('goes to no viewer, no removed member and no one of another organization', async () => {
    const { organization, a } = await staff();
    const { owner, path } = organization;
    const viewer = await world.member(organization, 'viewer');
    const other = await staff();
    expect(await owner.post(`${path}/reassignments`, { from: a.membershipId, to: viewer.membershipId })).toMatchObject({
      status: 409,
      body: { code: 'new-owner-not-active' },
    });
    for (const body of [
      { from: a.membershipId, to: other.a.membershipId },
      { from: other.a.membershipId, to: a.membershipId },
      { from: a.membershipId, to: a.membershipId },
      { from: 'unassigned', to: null },
      { from: a.membershipId, to: [] },
      { from: a.membershipId, to: [{ membershipId: a.membershipId, weight: 0 }] },
      { from: a.membershipId, to: null, kinds: ['calls'] },
      { from: 'nobody', to: null },
    ]) {
      expect((await owner.post(`${path}/reassignments`, body)).status).toBe(422);
    }
  });

  it('can be watched to its end, and from where one left off', async () => {
    const { organization, a, b } = await staff();
    const { owner, path } = organization;
    await seedLeads(organization, a.membershipId, 3_000);
    const { body } = await owner.post(`${path}/reassignments`, { from: a.membershipId, to: b.membershipId });
    const stream = await owner.get(`${path}/reassignments/${body.id}/events`);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const events = [...stream.text.matchAll(/event: progress\nid: (\d+)\ndata: (.*)\n\n/g)].map(([, id, data]) => ({
      id: Number(id),
      data: JSON.parse(data ?? '') as { status: string; progress: { done: number } },
    }));
    expect(events.at(-1)?.data).toMatchObject({ status: 'completed', progress: { done: 3_000 } });
    expect(events.map(({ id }) => id)).toEqual([...events.map(({ id }) => id)].sort((x, y) => x - y));
    const again = await owner.get(`${path}/reassignments/${body.id}/events`, {
      headers: { 'last-event-id': String((events.at(-1)?.id ?? 0) - 1) },
    });
    expect(again.text.match(/event: progress/g)).toHaveLength(1);
    expect((await b.get(`${path}/reassignments/${body.id}/events`)).status).toBe(403);
  });

  it('is over once it was cancelled', async () => {
    const { organization, a, b } = await staff();
    const { owner, path } = organization;
    await seedLeads(organization, a.membershipId, 10);
    const { body } = await owner.post(`${path}/reassignments`, { from: a.membershipId, to: b.membershipId });
    const cancelled = await owner.post(`${path}/reassignments/${body.id}/cancel`);
    if (cancelled.status === 200) expect(cancelled.body).toMatchObject({ status: 'cancelled' });
    expect(await owner.post(`${path}/reassignments/${body.id}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 'reassignment-finished' },
    });
  });
});
