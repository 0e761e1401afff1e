import { png } from '../settings/support/pictures.js';
import { S3StandIn } from '../settings/support/s3-stand-in.js';
import { upload } from '../settings/support/uploads.js';
import { populateOrganization } from '../support/populated-organization.js';
import { startProcess } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { Purging } from './support/purging.js';

let store: S3StandIn;
let world: World;
let purging: Purging;

beforeAll(async () => {
  store = await S3StandIn.start();
  world = await World.startOwnProcess({
    S3_ENDPOINT: store.url,
    S3_BUCKET: 'pictures',
    S3_ACCESS_KEY_ID: 'the-id',
    S3_SECRET_ACCESS_KEY: 'the-secret',
  });
  purging = new Purging(world);
});
afterAll(async () => {
  await purging.stop();
  await world.stop();
  await store.stop();
});

/** An organization whose thirty days are over, while the payment provider has not confirmed the end of its subscription. */
async function whoseSubscriptionHasNotEnded(): Promise<string> {
  const organization = await world.organization();
  await purging.delete(organization);
  await purging.deletedAgo(organization.id, '31 days');
  const end = `organization_id = $1 and name = 'end-subscription'`;
  await waitFor('the confirmation', async () => {
    const confirmed = await purging.rows(
      `select 1 from outbox where ${end} and finished_at is not null`,
      organization.id,
    );
    return confirmed.length === 1;
  });
  await purging.rows(
    `update outbox set finished_at = null, due_at = now() + interval '1 hour' where ${end}`,
    organization.id,
  );
  return organization.id;
}

describe('an organization that was deleted thirty days ago', () => {
  it('is removed with every row and every file, and leaves one line without a name', async () => {
    const purged = await populateOrganization(world, 'purged');
    const staying = await populateOrganization(world, 'staying');
    await purged.owner.put('/me/active-organization', { organizationId: purged.id });
    await purging.rows(
      `insert into idempotency_scope (caller_id, key_hash, organization_id) values ($1, 'hash', $2)`,
      purged.owner.userId,
      purged.id,
    );
    await purging.rows(
      `insert into stripe_customer (organization_id, customer_id) values ($1, 'cus_purged')`,
      purged.id,
    );
    await purged.owner.post(`${purged.path}/campaigns`, { name: 'Spring', scheduledFor: '2099-06-01T09:00' });
    const [{ slug } = { slug: '' }] = await purging.rows<{ slug: string }>(
      'select slug from organization where organization_id = $1',
      purged.id,
    );
    // A logo that could not be removed when it was replaced, and something below the organization's own folder.
    store.failing.set('DELETE', 403);
    await upload(purged.owner, purged.path, await png());
    await waitFor('the old logo to be kept', () => store.calls.some((call) => call.startsWith('DELETE')));
    store.failing.clear();
    for (const name of ['a', 'b', 'c']) {
      store.files.set(`organizations/${purged.id}/imports/${name}`, { bytes: Buffer.from(name), type: undefined });
    }
    await purging.delete(purged);
    const before = await purging.countRows(purged.id);
    expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);
    const others = await purging.countRows(staying.id);
    expect(store.files.size).toBe(6);
    const unpaid = await whoseSubscriptionHasNotEnded();

    await purging.deletedAgo(purged.id, '30 days');
    await purging.waitUntilFinished(await purging.startRun());

    expect(await purging.placesOf(purged.id)).toEqual(['platform_audit_event']);
    expect(await purging.countRows(unpaid)).toMatchObject({ organization: 1, membership: 1, seat: 1 });
    expect(await purging.purgeBy(unpaid)).toBe('P0001');
    await purging.rows('update outbox set finished_at = now() where organization_id = $1', unpaid);
    expect(await purging.purgeBy(unpaid)).toBe('ok');
    expect([...store.files.keys()]).toEqual([expect.stringMatching(/^logos\//)]);
    const [line, ...more] = await purging.rows<{ counts: Record<string, number>; finished_at: string }>(
      `select action, target_id, counts, finished_at from platform_audit_event where target_id = $1`,
      purged.id,
    );
    expect([line, more]).toEqual([
      {
        action: 'organization.purged',
        target_id: purged.id,
        counts: expect.any(Object),
        finished_at: expect.anything(),
      },
      [],
    ]);
    const { outbox: outboxRows, ...counts } = line?.counts ?? {};
    expect({ ...counts, outbox: outboxRows }).toEqual({ ...before, outbox: expect.any(Number) });

    expect(await purged.owner.post(`${purged.path}/restore`)).toMatchObject({ status: 404 });
    expect((await purged.owner.get('/organizations?deleted=true')).body.data).toEqual([]);
    expect((await purged.owner.get('/me')).body).toMatchObject({ activeOrganizationId: null, organizations: [] });
    expect(await staying.owner.patch(staying.path, { slug })).toMatchObject({ status: 200, body: { slug } });
    expect({ ...(await purging.countRows(staying.id)), audit_event: 0 }).toEqual({ ...others, audit_event: 0 });
    expect((await staying.owner.get(`${staying.path}/leads`)).body.data).toHaveLength(1);
  }, 60_000);

  it('waits for a file store that is down, and goes on when it is back', async () => {
    const organization = await world.organization();
    await upload(organization.owner, organization.path, await png());
    await purging.delete(organization);
    await purging.deletedAgo(organization.id, '31 days');
    // A bucket that is not there, then one that takes nothing away.
    store.failing.set('GET', 404);
    const run = await purging.startRun();
    await waitFor('a failure', async () => (await purging.getRun(run))?.error);
    store.failing.delete('GET');
    store.failing.set('DELETE', 403);
    const asked = store.calls.length;
    await waitFor('it to be tried again', () => store.calls.slice(asked).some((call) => call.startsWith('DELETE')));
    expect(await purging.purgeBy(organization.id)).toBe('P0001');
    expect(await purging.countRows(organization.id)).toMatchObject({ stored_file: 1, membership: 1 });
    store.failing.clear();
    await purging.waitUntilFinished(run);
    expect(await purging.placesOf(organization.id)).toEqual(['platform_audit_event']);
  });

  it('is continued when the process is killed in the middle, and counted exactly', async () => {
    const organization = await world.organization();
    const { id } = organization;
    await purging.rows(
      `insert into lead (organization_id, id, name, status)
       select $1, gen_random_uuid(), 'Lead ' || n, 'new' from generate_series(1, 25000) n`,
      id,
    );
    await purging.delete(organization);
    await purging.deletedAgo(id, '31 days');
    const run = await purging.startRun();
    await waitFor('the first rows to be deleted', async () => {
      const [line] = await purging.rows<{ counts: { lead?: number } }>(
        'select counts from platform_audit_event where target_id = $1',
        id,
      );
      return (line?.counts.lead ?? 0) > 0;
    });
    await world.service.kill();
    const [left] = await purging.rows<{ count: number }>(
      'select count(*)::int as count from lead where organization_id = $1',
      id,
    );
    expect(left?.count).toBeGreaterThan(0);
    // What the lease of the killed process would have come to in fifteen seconds.
    await purging.rows('update outbox set locked_until = now(), due_at = now() where id = $1', run);
    world.service = await startProcess({ ...world.environment, PORT: String(world.service.port) });
    await waitFor('the rest to be deleted', async () => (await purging.placesOf(id)).length === 1);
    const [line] = await purging.rows<object>(
      'select counts, finished_at from platform_audit_event where target_id = $1',
      id,
    );
    expect(line).toMatchObject({
      counts: { lead: 25_000, membership: 1, organization: 1 },
      finished_at: expect.anything(),
    });
  }, 60_000);
});
