import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openBrowser } from '../browser/support/browser.js';
import { openSession } from '../console/support/browser-session.js';
import { DataFolders, processesOf } from '../embedded/support/embedded-service.js';
import { Client } from '../support/client.js';
import { notePasswords } from '../support/secrets.js';
import { freePort, startProcess, type ServiceProcess } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { endedStart, expectOneLine } from './support/ended-start.js';

const folders = new DataFolders();
const dataDir = folders.named('whole-service');
let environment: Record<string, string>;
let service: ServiceProcess;

beforeAll(async () => {
  environment = { DATA_DIR: dataDir, PORT: String(await freePort()) };
  service = await startProcess(environment);
}, 90_000);
afterAll(async () => {
  await service.kill();
  await folders.remove();
});

interface CaughtMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
}

/** Where emails are read, as the line of the log says. */
function mailPage(): string {
  const line = service
    .output()
    .split('\n')
    .find((text) => text.includes('The service is ready'));
  return (JSON.parse(line ?? '{}') as { mails: string }).mails;
}

/** Does something as the superuser of the embedded database, whose password only the folder knows. */
async function asAdministrator<T>(work: (database: pg.Client) => Promise<T>): Promise<T> {
  const read = (file: string) => JSON.parse(readFileSync(join(dataDir, file), 'utf8')) as Record<string, string>;
  const { databaseAdministrator: password = '' } = read('credentials.json');
  const { postgres: port = '' } = read('ports.json');
  const connectionString = `postgres://postgres:${password}@127.0.0.1:${port}/organizations`;
  notePasswords(connectionString);
  const database = new pg.Client({ connectionString });
  await database.connect();
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}

async function indexesOfNames(database: pg.Client): Promise<{ name: string; node: number }[]> {
  const { rows } = await database.query<{ name: string; node: number }>(
    `select indexrelid::regclass::text as name, pg_relation_filenode(indexrelid) as node from pg_index
     where 'name_order'::regcollation = any (indcollation::oid[]) order by 1`,
  );
  return rows;
}

const fetchJson = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;

function mailTo(address: string): Promise<CaughtMail> {
  return waitFor(`the email to ${address}`, async () => {
    const mails = await fetchJson<CaughtMail[]>(new URL('/messages.json', mailPage()).href);
    return mails.find(({ to }) => to.includes(address));
  });
}

let owner: Client;
let path: string;

describe('with nothing but a folder', () => {
  it('the whole service starts, and an invitation is read in the mail catcher and accepted', async () => {
    const client = new Client(service.url);
    const signedIn = await client.post('/auth/sign-in', { email: 'ada@example.com', name: 'Ada' });
    owner = new Client(service.url, signedIn.body.token);
    const { body } = await owner.post('/organizations', { name: 'Acme Sales' });
    path = `/organizations/${body.id}`;
    expect((await owner.put(`${path}/billing/plan`, { plan: 'starter' })).status).toBe(200);
    await owner.post(`${path}/invitations`, { email: 'grace@example.com', role: 'member' });

    const { id, subject } = await mailTo('grace@example.com');
    expect(subject).toBe('Ada invited you to join Acme Sales');
    const { text } = await fetchJson<{ text: string }>(new URL(`/messages/${id}.json`, mailPage()).href);
    const link = /http:\/\/localhost:\d+\/invitations\/([\w-]+)/.exec(text);
    const grace = await client.post('/auth/sign-in', { email: 'grace@example.com', name: 'Grace' });
    const accepted = await new Client(service.url, grace.body.token).post(`/invitations/${link?.[1] ?? ''}/accept`);
    expect(accepted).toMatchObject({ status: 200, body: { role: 'member' } });
    expect(processesOf(dataDir).length).toBeGreaterThanOrEqual(2);
  });

  it('the console counts the caught emails, and opens the one that was just sent', async () => {
    const browser = await openBrowser();
    const session = await openSession(browser, service.url, owner);
    const { page } = session;
    await session.go(`/o${path.slice('/organizations'.length)}/settings/members`);
    await page.getByRole('link', { name: /^Emails, \d+ new$/ }).waitFor();
    await page.getByRole('button', { name: 'Invite Member' }).click();
    await page.getByRole('textbox', { name: 'Email address' }).fill('kay@example.com');
    await page.getByRole('button', { name: 'Send Invitation' }).click();
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Open the email' }).click();
    const mail = await opened;
    await mail.getByRole('heading', { name: 'Ada invited you to join Acme Sales' }).waitFor();
    await mail.getByText('kay@example.com', { exact: true }).waitFor();
    await session.close();
    await browser.close();
    const { body } = await owner.get(`${path}/invitations?status=pending`);
    expect((await owner.delete(`${path}/invitations/${body.data[0].id}`)).status).toBe(204);
  });

  it('SIGTERM ends everything within ten seconds, and the next start finds data and sign-ins again', async () => {
    const mails = mailPage();
    const began = Date.now();
    expect(await service.stop()).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(processesOf(dataDir)).toEqual([]);

    service = await startProcess(environment);
    const members = await owner.get(`${path}/members`);
    expect(members.body.data).toMatchObject([{ name: 'Ada' }, { name: 'Grace' }]);
    expect(mailPage()).toBe(mails);
    await mailTo('grace@example.com');
  });

  it('a start after an update of ICU builds the indexes of names again, and names are in order', async () => {
    const names = ['Zoe', 'Ärla', 'anna'];
    for (const name of names) expect((await owner.post(`${path}/leads`, { name })).status).toBe(201);
    const before = await asAdministrator(async (database) => {
      // As the catalogue says after an update of the system: built with an older version than there is now.
      await database.query(`update pg_collation set collversion = '1.1' where collname = 'name_order'`);
      return indexesOfNames(database);
    });
    expect(await service.stop()).toBe(0);
    service = await startProcess(environment);
    const { after, isActual } = await asAdministrator(async (database) => ({
      after: await indexesOfNames(database),
      isActual: (
        await database.query<{ is_actual: boolean }>(
          `select collversion = pg_collation_actual_version(oid) as is_actual from pg_collation where collname = 'name_order'`,
        )
      ).rows,
    }));
    expect(isActual).toEqual([{ is_actual: true }]);
    expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
    expect(after.filter(({ node }, place) => node === before[place]?.node)).toEqual([]);
    const line = `"indexes":${before.length},"msg":"Rebuilt the indexes of names for another version of ICU."`;
    expect(service.output()).toContain(line);
    const { body } = await owner.get(`${path}/leads?sort=name`);
    expect((body.data as { name: string }[]).map(({ name }) => name)).toEqual(['anna', 'Ärla', 'Zoe']);
  });

  it('SIGKILL leaves servers that the next start adopts, with all that was answered before', async () => {
    const invited = await owner.post(`${path}/invitations`, { email: 'edsger@example.com', role: 'viewer' });
    expect(invited.status).toBe(201);
    await service.kill();
    const left = processesOf(dataDir);
    expect(left.length).toBeGreaterThanOrEqual(2);

    service = await startProcess(environment);
    expect(processesOf(dataDir)).toEqual(expect.arrayContaining(left));
    expect((await owner.get(`${path}/seats`)).body).toMatchObject({ used: 3, pending: 1 });
    await mailTo('edsger@example.com');
  });

  it('a second start on the same folder is refused, and the first goes on', async () => {
    expectOneLine(await endedStart({ DATA_DIR: dataDir }), /^DATA_DIR: .* is in use by the running service/);
    expect((await owner.get('/me')).status).toBe(200);
  });

  it('a copy of the folder of the stopped service is a backup, from which it starts', async () => {
    const mails = mailPage();
    expect(await service.stop()).toBe(0);
    const copy = folders.named('backup');
    // As docs/operations.md says; with owners, since Postgres wants its own.
    execFileSync('cp', ['-a', dataDir, copy]);
    rmSync(dataDir, { recursive: true });
    service = await startProcess({ ...environment, DATA_DIR: copy });
    expect((await owner.get(`${path}/members`)).body.data).toMatchObject([{ name: 'Ada' }, { name: 'Grace' }]);
    expect(mailPage()).toBe(mails);
    await mailTo('edsger@example.com');
    expect(processesOf(copy).length).toBeGreaterThanOrEqual(2);
  });

  it('nothing is left behind in the end', async () => {
    expect(await service.stop()).toBe(0);
    expect([...processesOf(dataDir), ...processesOf(folders.named('backup'))]).toEqual([]);
    for (const line of service.output().trimEnd().split('\n')) JSON.parse(line);
  });
});
