import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

async function removedMember(plan: 'starter' | 'enterprise' = 'enterprise') {
  const organization = await world.organization(plan);
  const member = await world.member(organization, 'member');
  const { owner, path } = organization;
  const lead = (await member.post(`${path}/leads`, { name: 'Lead' })).body;
  const given = (await member.post(`${path}/leads`, { name: 'Given' })).body;
  const remove = () => owner.delete(`${path}/members/${member.membershipId}`);
  const reinstate = () => owner.post(`${path}/members/${member.membershipId}/reinstate`);
  const finished = (id: string) =>
    waitFor(
      'the records to move',
      async () => (await owner.get(`${path}/reassignments/${id}`)).body.finishedAt as string,
    );
  return { organization, owner, path, member, lead, given, remove, reinstate, finished };
}

describe('the preview of a removal', () => {
  it('counts what it would touch, and touches nothing', async () => {
    const { owner, path, member, organization } = await removedMember();
    await member.post(`${path}/deals`, { name: 'A', amount: { amount: 100 } });
    await member.post(`${path}/deals`, { name: 'B', amount: { amount: 250, currency: 'USD' } });
    await member.post(`${path}/deals`, { name: 'C', amount: { amount: 900 }, stage: 'closed_won' });
    await member.post(`${path}/campaigns`, { name: 'Later', scheduledFor: '2035-01-01T09:00' });
    for (const title of ['One', 'Two']) await member.post(`${path}/conversations`, { title });
    const preview = await owner.get(`${path}/members/${member.membershipId}/removal-preview`);
    expect(preview).toMatchObject({
      status: 200,
      body: {
        records: { leads: 2, deals: 3, campaigns: 1, sequences: 0 },
        openPipeline: [
          { amount: 100, currency: 'EUR' },
          { amount: 250, currency: 'USD' },
        ],
        scheduledCampaigns: 1,
        conversations: 2,
        apiKeys: [],
        automations: 0,
        integrations: 0,
        seatsAfter: { used: 1, limit: null },
      },
    });
    expect((await owner.get(`${organization.path}/members`)).body.data).toHaveLength(2);
    expect((await member.get(`${path}/members/${member.membershipId}/removal-preview`)).status).toBe(403);
  });
});

describe('undoing a removal', () => {
  it('restores the same membership with what is still unassigned', async () => {
    const { owner, path, member, lead, given, remove, reinstate, finished } = await removedMember();
    await finished((await remove()).body.reassignmentId);
    const me = (await owner.get(`${path}/members?sort=role`)).body.data[0].id as string;
    await owner.patch(`${path}/leads/${given.id}`, { ownerId: me });
    expect((await member.get(path)).status).toBe(404);

    const back = await reinstate();
    expect(back).toMatchObject({ status: 200, body: { id: member.membershipId, role: 'member', status: 'active' } });
    expect((await member.get(path)).status).toBe(200);
    await finished(back.body.reassignmentId);
    expect((await owner.get(`${path}/leads/${lead.id}`)).body.ownerId).toBe(member.membershipId);
    expect((await owner.get(`${path}/leads/${given.id}`)).body.ownerId).toBe(me);
    expect((await owner.get(`${path}/seats`)).body.used).toBe(2);
    expect(await reinstate()).toMatchObject({ status: 409, body: { code: 'already-a-member' } });
  });

  it('needs a free seat, which a pending invitation to them is', async () => {
    const { owner, path, member, remove, reinstate } = await removedMember('starter');
    await remove();
    await owner.post(`${path}/invitations`, { email: 'one@example.com', role: 'viewer' });
    await owner.post(`${path}/invitations`, { email: member.email, role: 'viewer' });
    expect((await owner.get(`${path}/seats`)).body.used).toBe(3);
    expect(await reinstate()).toMatchObject({ status: 200, body: { role: 'member' } });
    expect((await owner.get(`${path}/seats`)).body).toMatchObject({ used: 3, pending: 1 });
    const { data } = (await owner.get(`${path}/invitations?status=accepted`)).body;
    expect(data.map(({ email }: { email: string }) => email)).toContain(member.email);
    await remove();
    await owner.post(`${path}/invitations`, { email: 'two@example.com', role: 'viewer' });
    expect(await reinstate()).toMatchObject({ status: 409, body: { code: 'seat-limit-reached' } });
  });

  it('ends after seven days, and with a new membership', async () => {
    const { organization, owner, path, member, remove, reinstate } = await removedMember();
    await remove();
    await world.database.admin.query(
      `update membership set removed_at = removed_at - interval '7 days' where organization_id = $1 and id = $2`,
      [organization.id, member.membershipId],
    );
    expect(await reinstate()).toMatchObject({ status: 409, body: { code: 'reinstatement-expired' } });
    await owner.post(`${path}/invitations`, { email: member.email, role: 'viewer' });
    await world.mailTo(member.email ?? '', 2);
    await member.post(`/invitations/${await world.tokenFor(member.email ?? '')}/accept`);
    expect(await reinstate()).toMatchObject({ status: 409, body: { code: 'already-a-member' } });
  });

  it('leaves one membership and no lost record when everything happens at once', async () => {
    const { owner, path, member, remove, reinstate, finished } = await removedMember();
    const { body } = await remove();
    const answers = await Promise.all([
      reinstate(),
      reinstate(),
      owner.post(`${path}/invitations`, { email: member.email, role: 'viewer' }),
      owner.post(`${path}/reassignments`, { from: member.membershipId, to: null }),
    ]);
    for (const { status } of answers) expect(status).toBeLessThan(500);
    expect(
      answers
        .slice(0, 2)
        .map(({ status }) => status)
        .sort(),
    ).toEqual([200, 409]);
    await finished(body.reassignmentId);
    for (const { body: run } of answers) {
      const id = (run.reassignmentId ?? (run.kinds ? run.id : null)) as string | null;
      if (id) await finished(id);
    }
    const active = (await owner.get(`${path}/members`)).body.data;
    expect(active.filter(({ userId }: { userId: string }) => userId === member.userId)).toHaveLength(1);
    expect((await owner.get(`${path}/leads`)).body.data).toHaveLength(2);
  });
});

describe('a removal while the member works', () => {
  it('leaves nothing with them that they create, or that others give them, at that very moment', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const mine = await Promise.all(Array.from({ length: 10 }, () => owner.post(`${path}/leads`, { name: 'Given' })));
    for (let round = 0; round < 2; round += 1) {
      const member = await world.member(organization, 'member');
      const { membershipId } = member;
      let isRemoved = false;
      const answers: { status: number; body: { id: string } }[] = [];
      const keep = async (answer: Promise<{ status: number; body: { id: string } }>) => answers.push(await answer);
      const creating = Array.from({ length: 8 }, async () => {
        while (!isRemoved) await keep(member.post(`${path}/leads`, { name: 'Last' }));
      });
      const giving = mine.map(async ({ body }) => {
        while (!isRemoved) await keep(owner.patch(`${path}/leads/${body.id}`, { ownerId: membershipId }));
      });
      await waitFor('them to be at work', () => answers.length > 40);
      const removed = await owner.delete(`${path}/members/${membershipId}`);
      isRemoved = true;
      await Promise.all([...creating, ...giving]);
      await waitFor(
        'the records to move',
        async () => (await owner.get(`${path}/reassignments/${removed.body.reassignmentId}`)).body.finishedAt as string,
      );
      for (const { status } of answers) expect([200, 201, 404, 422]).toContain(status);
      expect((await owner.get(`${path}/leads?ownerId=${membershipId}`)).body.data).toEqual([]);
      const created = answers.filter(({ status }) => status === 201).map(({ body }) => body.id);
      const { rows } = await world.database.admin.query<{ id: string }>(
        `select id from lead where organization_id = $1 and owner_id is null and previous_owner_id = $2 and name = 'Last'`,
        [organization.id, membershipId],
      );
      expect(rows.map(({ id }) => id).sort()).toEqual(created.sort());
    }
  });
});
