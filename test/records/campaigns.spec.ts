import { instantOf } from '../../src/platform/time/local-time.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { pointersOf } from './support/kinds.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const FAR = '2099-06-01T09:00';

async function organizationIn(timezone: string) {
  const organization = await world.organization();
  const changed = await organization.owner.patch(organization.path, { timezone });
  if (changed.status !== 200) throw new Error(changed.text);
  const campaign = async (values: object = { scheduledFor: FAR }) => {
    const { status, text, body } = await organization.owner.post(`${organization.path}/campaigns`, {
      name: 'Spring',
      ...values,
    });
    if (status !== 201) throw new Error(text);
    return body as { id: string; status: string; scheduledFor: string; scheduledAt: string; version: number };
  };
  const read = async ({ id }: { id: string }) =>
    (await organization.owner.get(`${organization.path}/campaigns/${id}`)).body as Awaited<ReturnType<typeof campaign>>;
  return { ...organization, campaign, read };
}

/**
 * Lets the time of the schedules of these organizations come.
 *
 * @param meanwhile what happens after their time and before the job can run
 */
async function makeSchedulesDue(ids: string[], meanwhile = () => Promise.resolve()): Promise<void> {
  const { admin } = world.database;
  await admin.query(
    `update campaign set scheduled_at = now() - interval '1 second',
       activates_at = case when activates_at is not null then now() - interval '1 second' end
     where organization_id = any ($1) and scheduled_at is not null`,
    [ids],
  );
  await meanwhile();
  await admin.query(
    `update due_work set due_at = now() - interval '1 second' where organization_id = any ($1) and kind = 'campaign'`,
    [ids],
  );
}

/** When the job next runs for the organization; null: never. */
async function nextRunAt(id: string): Promise<string | null> {
  const { rows } = await world.database.admin.query<{ due_at: string | Date }>(
    `select due_at from due_work where organization_id = $1 and kind = 'campaign'`,
    [id],
  );
  return rows[0] ? new Date(rows[0].due_at).toISOString() : null;
}

async function activations({ owner, path }: Awaited<ReturnType<World['organization']>>): Promise<unknown[]> {
  return (await owner.get(`${path}/audit-events?action=campaign.activated`)).body.data as unknown[];
}

describe('scheduledFor', () => {
  it.each([
    ['Europe/Berlin', '2030-03-01T09:00', '2030-03-01T08:00:00.000Z'],
    ['Asia/Kathmandu', '2030-03-01T09:00', '2030-03-01T03:15:00.000Z'],
    // Not there, since clocks are set forward: the first time that is.
    ['Europe/Berlin', '2030-03-31T02:30', '2030-03-31T01:00:00.000Z'],
    ['America/New_York', '2030-03-10T02:00', '2030-03-10T07:00:00.000Z'],
    ['Australia/Lord_Howe', '2030-10-06T02:15', '2030-10-05T15:30:00.000Z'],
    // There twice, since they are set back: the earlier.
    ['Europe/Berlin', '2030-10-27T02:30', '2030-10-27T00:30:00.000Z'],
    ['America/New_York', '2030-11-03T01:30', '2030-11-03T05:30:00.000Z'],
  ])('in %s of %s is kept as given, and is %s', async (timezone, scheduledFor, scheduledAt) => {
    const { campaign, read, id } = await organizationIn(timezone);
    const made = await campaign({ scheduledFor });
    expect(made).toMatchObject({ status: 'draft', scheduledFor, scheduledAt });
    expect(await read(made)).toEqual(made);
    expect(await nextRunAt(id)).toBe(scheduledAt);
  });

  it('has to be in the future there, also when it is changed; what was read may be sent back', async () => {
    const { owner, path, campaign, id } = await organizationIn('Pacific/Kiritimati');
    const made = await campaign();
    const ahead = new Date(Date.now() + 13 * 3_600_000).toISOString().slice(0, 16);
    for (const scheduledFor of ['2020-01-01T00:00', ahead]) {
      for (const answer of [
        await owner.post(`${path}/campaigns`, { name: 'Spring', scheduledFor }),
        await owner.patch(`${path}/campaigns/${made.id}`, { scheduledFor }),
      ]) {
        expect([answer.status, pointersOf(answer)]).toEqual([422, ['/scheduledFor']]);
      }
    }
    await owner.patch(`${path}/campaigns/${made.id}`, { status: 'active' });
    await makeSchedulesDue([id]);
    const same = await owner.patch(`${path}/campaigns/${made.id}`, { name: 'New', scheduledFor: FAR });
    expect(same).toMatchObject({ status: 200, body: { name: 'New', scheduledFor: FAR } });
  });

  it('moves with a new timezone, and with it the version and the time at which it comes', async () => {
    const { owner, path, campaign, read, id } = await organizationIn('Europe/Berlin');
    const [one, paused, plain] = [
      await campaign(),
      await campaign({ scheduledFor: FAR, status: 'paused' }),
      await campaign({}),
    ];
    expect(one.scheduledAt).toBe('2099-06-01T07:00:00.000Z');
    await owner.patch(path, { timezone: 'Asia/Tokyo' });
    const moved = { scheduledFor: FAR, scheduledAt: '2099-06-01T00:00:00.000Z', version: 2 };
    expect(await read(one)).toMatchObject({ ...moved, status: 'draft' });
    expect(await read(paused)).toMatchObject({ ...moved, status: 'paused' });
    expect(await read(plain)).toEqual(plain);
    expect(await nextRunAt(id)).toBe(moved.scheduledAt);
    // Made a draft, it comes at the time that counts now.
    await owner.patch(`${path}/campaigns/${paused.id}`, { status: 'draft' });
    expect((await read(paused)).scheduledAt).toBe(moved.scheduledAt);
    // Another setting moves nothing.
    await owner.patch(path, { name: 'Other' });
    expect((await read(one)).version).toBe(2);
  });

  it('counts in one timezone with the organization, whatever is scheduled while it changes', async () => {
    const { owner, path } = await organizationIn('Europe/Berlin');
    for (const timezone of ['Asia/Tokyo', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu']) {
      const answers = await Promise.all([
        ...Array.from({ length: 4 }, () => owner.post(`${path}/campaigns`, { name: 'Spring', scheduledFor: FAR })),
        owner.patch(path, { timezone }),
        ...Array.from({ length: 4 }, () => owner.post(`${path}/campaigns`, { name: 'Spring', scheduledFor: FAR })),
      ]);
      for (const { status } of answers) expect([200, 201]).toContain(status);
      const { body } = await owner.get(`${path}/campaigns?limit=100`);
      const instants = new Set((body.data as { scheduledAt: string }[]).map(({ scheduledAt }) => scheduledAt));
      expect([...instants]).toEqual([instantOf(FAR, timezone)?.toISOString()]);
    }
  });
});

describe('a scheduled draft', () => {
  it('becomes active when its time comes, once, with several processes; nothing else does', async () => {
    const organization = await organizationIn('Europe/Berlin');
    const { owner, path, id, campaign, read } = organization;
    const due = await campaign();
    const [paused, postponed, unscheduled, plain] = [
      await campaign({ scheduledFor: FAR, status: 'paused' }),
      await campaign(),
      await campaign(),
      await campaign({}),
    ];
    await owner.patch(`${path}/campaigns/${unscheduled.id}`, { scheduledFor: null });
    const deletedCampaign = await campaign();
    await owner.delete(`${path}/campaigns/${deletedCampaign.id}`);
    const manual = await campaign();
    await owner.patch(`${path}/campaigns/${manual.id}`, { status: 'active' });
    const deleted = await organizationIn('UTC');
    const waiting = await deleted.campaign();
    await deleted.owner.delete(`${deleted.path}?confirmName=Acme%20Sales`);
    const second = await world.startAnotherProcess();
    await makeSchedulesDue([id, deleted.id], async () => {
      await owner.patch(`${path}/campaigns/${postponed.id}`, { scheduledFor: '2099-07-01T09:00' });
    });
    await world.runNow('campaign-turns');

    const active = await waitFor('the campaign to be active', async () => {
      const found = await read(due);
      return found.status === 'active' ? found : null;
    });
    expect(active).toMatchObject({ scheduledFor: FAR, version: due.version + 1 });
    expect((await read(paused)).status).toBe('paused');
    expect((await read(plain)).status).toBe('draft');
    expect(await read(postponed)).toMatchObject({ status: 'draft', scheduledFor: '2099-07-01T09:00' });
    expect(await read(unscheduled)).toMatchObject({ status: 'draft', scheduledFor: null, scheduledAt: null });
    expect(await nextRunAt(id)).toBe('2099-07-01T07:00:00.000Z');
    expect(await activations(organization)).toMatchObject([
      {
        actor: { kind: 'system' },
        target: { kind: 'record', id: due.id, name: 'Spring' },
        changes: { status: { from: 'draft', to: 'active' } },
      },
    ]);

    // Made a draft again it stays one: its time is over. And a timezone does not move what is past.
    await owner.patch(`${path}/campaigns/${due.id}`, { status: 'draft' });
    const { scheduledAt } = await read(due);
    await owner.patch(path, { timezone: 'Asia/Tokyo' });
    expect(await read(due)).toMatchObject({ status: 'draft', scheduledFor: FAR, scheduledAt });

    // Nothing happened in the deleted organization; brought back it goes on where it was.
    const { rows } = await world.database.admin.query('select status from campaign where id = $1', [waiting.id]);
    expect(rows).toEqual([{ status: 'draft' }]);
    await waitFor(
      'its next run to be postponed',
      async () => Date.parse((await nextRunAt(deleted.id)) ?? '') > Date.now(),
    );
    expect((await deleted.owner.post(`${deleted.path}/restore`)).status).toBeLessThan(300);
    await world.runNow('campaign-turns');
    await waitFor('the campaign of the restored one', async () => (await deleted.read(waiting)).status === 'active');
    expect(await activations(organization)).toHaveLength(1);
    expect((await read(due)).status).toBe('draft');
    await waitFor('no run to be planned', async () => (await nextRunAt(deleted.id)) === null);
    await second.stop();
  });

  it('becomes active soon after the start when its time came while nothing ran', async () => {
    const organization = await organizationIn('Europe/Berlin');
    const due = await organization.campaign();
    await world.service.stop();
    await makeSchedulesDue([organization.id]);
    world.service = await world.startAnotherProcess();
    const owner = await world.person('Owner', organization.owner.email ?? '');
    await waitFor('the campaign to be active', async () => {
      const { body } = await owner.get(`${organization.path}/campaigns/${due.id}`);
      return body.status === 'active';
    });
    expect(await activations({ ...organization, owner })).toHaveLength(1);
  });
});
