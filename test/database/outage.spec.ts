import type { Client } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

let world: World;
let owner: Client;
let path: string;

beforeAll(async () => {
  world = await World.startOwnProcess();
  ({ owner, path } = await world.organization());
});
afterAll(() => world.stop());

/** Those of the service: the test itself is connected as another role. */
const BACKENDS = `select pid from pg_stat_activity where datname = current_database() and usename <> current_user`;

/** How many requests wait. What the service writes by itself meanwhile, such as who was active last, waits too. */
async function waiting(): Promise<number> {
  const { rowCount } = await world.database.admin.query(
    `${BACKENDS} and wait_event_type = 'Lock' and ltrim(query, E' \\n') like 'select%'`,
  );
  return rowCount ?? 0;
}

describe('connections that Postgres ends', () => {
  it('cost the requests on them a 503, and neither the process nor the next request', async () => {
    const lock = await world.database.admin.connect();
    await lock.query('begin; lock table membership in access exclusive mode');
    const requests = Promise.all([
      owner.get(`${path}/members`),
      owner.get(`${path}/permissions`),
      owner.get('/organizations'),
      owner.post(`${path}/invitations`, { email: 'new@example.com', role: 'viewer' }),
    ]);
    await waitFor('the requests to hang', async () => (await waiting()) === 4);
    await lock.query(`select pg_terminate_backend(pid) from (${BACKENDS}) backend`);
    const answers = await requests;
    await lock.query('rollback');
    lock.release();
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      answers.map(() => [503, 'service-unavailable']),
    );
    expect(world.service.process.exitCode).toBeNull();
    const { body } = await owner.get(`${path}/members`);
    expect(body.data).toHaveLength(1);
    expect((await owner.get(`${path}/seats`)).body).toMatchObject({ used: 1, pending: 0 });
  });
});
