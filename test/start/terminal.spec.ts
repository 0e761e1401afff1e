import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { DataFolders, processesOf } from '../embedded/support/embedded-service.js';
import { Client } from '../support/client.js';
import { freePort, startProcess } from '../support/service.js';
import { World } from '../support/world.js';
import { Terminal } from './support/terminal.js';

const MAIN = 'dist/main.js';

const folders = new DataFolders();
const terminals: Terminal[] = [];
afterAll(async () => {
  for (const terminal of terminals) await terminal.kill();
  await folders.remove();
});

function run(environment: Record<string, string>): Terminal {
  const terminal = Terminal.run(MAIN, environment);
  terminals.push(terminal);
  return terminal;
}

describe('on a terminal', () => {
  it('the service prints where everything is, then one short line a request, and ends with Ctrl-C', async () => {
    const dataDir = folders.named('terminal');
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const terminal = run({ PORT: String(port), DATA_DIR: dataDir, TZ: 'UTC' });
    await terminal.shows(/^Stop /);
    // The first start creates the database, which takes a while and is said.
    const [making, ...five] = terminal.lines();
    expect(making).toMatch(/^\d\d:\d\d:\d\d embedded Postgres: creating a new database under /);
    expect(five).toEqual([
      `Console        ${url}`,
      `API docs       ${url}/docs`,
      expect.stringMatching(/^Emails {9}http:\/\/127\.0\.0\.1:\d+\/$/),
      `Job dashboard  ${url}/operator (for superadmins)`,
      'Stop           Ctrl-C',
    ]);

    const client = new Client(`http://127.0.0.1:${port}`);
    const { body } = await client.post('/auth/sign-in', { email: 'ada@example.com', name: 'Ada' });
    await new Client(`http://127.0.0.1:${port}`, body.token).get('/me?secret=never-to-be-shown');
    await terminal.shows(/^\d\d:\d\d:\d\d POST \/api\/v1\/auth\/sign-in 200 \d+ ms$/);
    await terminal.shows(/^\d\d:\d\d:\d\d GET \/api\/v1\/me 422 \d+ ms validation-failed \(request [\w-]{36}\)$/);

    expect(await terminal.interrupt()).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
    const shown = terminal.lines().join('\n');
    expect(shown).not.toContain(body.token);
    expect(shown).not.toMatch(/never-to-be-shown|@example\.com|[{}]"/);
  });

  it('a taken port is said in the first line, which is the only one', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const dataDir = folders.named('port-taken');
    const terminal = run({ PORT: String(port), DATA_DIR: dataDir });
    expect(await terminal.end()).toBe(1);
    server.close();
    expect(terminal.lines()).toEqual([
      `PORT: port ${port} is in use, by another program or a second start of this one; stop it or choose another port, like PORT=${port + 1}`,
    ]);
  });
});

describe('LOG_FORMAT', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  it('json is JSON on a terminal as well', async () => {
    const terminal = run({ ...world.environment, PORT: String(await freePort()), LOG_FORMAT: 'json' });
    const ready = await terminal.shows(/The service is ready/);
    expect(JSON.parse(ready)).toMatchObject({ level: 'info', msg: 'The service is ready.' });
    expect(await terminal.interrupt()).toBe(0);
  });

  it('without it the log is JSON where the output is not a terminal', async () => {
    const service = await startProcess({ ...world.environment, PORT: String(await freePort()) });
    expect(await service.stop()).toBe(0);
    for (const line of service.output().trimEnd().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });
});
