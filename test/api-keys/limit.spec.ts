import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

it('an organization has at most a hundred keys that work, whatever is asked for at once', async () => {
  const organization = await world.organization();
  const { owner, path, id } = organization;
  const admin = await world.member(organization, 'admin');
  const create = (by = owner) => by.post(`${path}/api-keys`, { name: 'Key', role: 'viewer' });
  for (let round = 0; round < 9; round += 1) await Promise.all(Array.from({ length: 10 }, () => create()));
  // Those that do not work any more do not count.
  const { id: revoked } = (await create()).body;
  expect((await owner.delete(`${path}/api-keys/${revoked}`)).status).toBe(204);
  const { id: expired } = (await create()).body;
  await world.database.admin.query('update api_key set expires_at = now() where id = $1', [expired]);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => create(index % 2 ? owner : admin)));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([...Array<number>(10).fill(201), ...Array<number>(10).fill(409)]);
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'api-key-limit-reached' });
  const { rows } = await world.database.admin.query<{ live: number }>(
    `select count(*)::int as live from api_key
     where organization_id = $1 and revoked_at is null and (expires_at is null or expires_at > now())`,
    [id],
  );
  expect(rows).toEqual([{ live: 100 }]);
  const [{ id: one }] = (await owner.get(`${path}/api-keys?limit=1`)).body.data;
  await owner.delete(`${path}/api-keys/${one}`);
  expect((await create()).status).toBe(201);
});
