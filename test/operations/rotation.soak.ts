import { Client } from '../support/client.js';
import type { ServiceProcess } from '../support/service.js';
import { World } from '../support/world.js';
import { startMailServer } from '../support/mail-server.js';
import { restingOn, rotate, sealedWith, settingsOf, someoneWaits, type Secrets } from './support/rotation.js';

const OLD = 'the secret of yesterday, long enough to be one';
const NEW = 'the secret of today, which is long enough as well';
const STRANGE = 'a secret that no one of this service has ever had';
/** Every process knows the new one before the first of them uses it. */
const KNOWN: Secrets = { APP_SECRET: OLD, APP_SECRET_PREVIOUS: NEW };
const USED: Secrets = { APP_SECRET: NEW, APP_SECRET_PREVIOUS: OLD };
const ALONE: Secrets = { APP_SECRET: NEW, APP_SECRET_PREVIOUS: '' };

/** Each step starts two processes again, one after the other. */
jest.setTimeout(180_000);

let world: World;
/** Beside `world.service`, which runs the jobs as well. */
let second: ServiceProcess;
let organization: Awaited<ReturnType<World['organization']>>;
let oldSession: string;
let newSession: string;
const integrations: string[] = [];

beforeAll(async () => {
  world = await World.startOwnProcess({ APP_SECRET: OLD });
  second = await world.startAnotherProcess({ PROCESS_ROLE: 'api' });
});
afterAll(async () => {
  await second.stop();
  await world.stop();
});

/** Starts both processes again, one after the other, and checks them while their settings differ. */
async function restartWith(secrets: Secrets, inBetween: () => Promise<void>): Promise<void> {
  await second.stop();
  second = await world.startAnotherProcess({ ...secrets, PROCESS_ROLE: 'api' });
  await inBetween();
  await world.service.stop();
  world.service = await world.startAnotherProcess({ ...secrets });
}

const ownerAt = ({ url }: ServiceProcess, token: string): Client => new Client(url, token);

async function signInAt({ url }: ServiceProcess): Promise<string> {
  const { body } = await new Client(url).post('/auth/sign-in', { email: organization.owner.email });
  return body.token as string;
}

/** Anyone who signs in at either process, or has signed in before, is signed in at both. */
async function sessionsCountEverywhere(earlier: readonly string[]): Promise<void> {
  const tokens = [...earlier, await signInAt(world.service), await signInAt(second)];
  for (const token of tokens) {
    for (const service of [world.service, second]) {
      expect((await ownerAt(service, token).get('/me')).status).toBe(200);
    }
  }
}

/** Takes the mail server away, so that emails stay due; answers how it comes back. */
async function withoutMailServer(): Promise<() => Promise<void>> {
  const { port } = world.smtp;
  await world.smtp.stop();
  return async () => {
    world.smtp = await startMailServer({}, port);
    // Not after the half minute that repeated failures have led to.
    await world.database.admin.query(
      'update outbox set due_at = now() where finished_at is null and locked_by is null',
    );
  };
}

async function invite(service: ServiceProcess, token: string, email: string): Promise<void> {
  const invited = await ownerAt(service, token).post(`${organization.path}/invitations`, { email, role: 'viewer' });
  expect(invited.status).toBe(201);
}

/** Accepts by the link, waiting for its email unless that has been read before. */
async function accept(email: string, link?: string): Promise<void> {
  const invitee = await world.person('Invited', email);
  const token = link ?? (await world.tokenFor(email));
  expect((await invitee.post(`/invitations/${token}/accept`)).status).toBe(200);
}

const make = async (settings: object): Promise<string> => {
  const body = { name: 'Mail', provider: 'mailgun', settings };
  const made = await organization.owner.post(`${organization.path}/integrations`, body);
  expect(made.status).toBe(201);
  return made.body.id as string;
};

describe('changing APP_SECRET, step by step, while two processes run', () => {
  let mailServerComesBack: () => Promise<void>;
  let mailed: string;

  it('begins with sessions, links that were emailed, emails that are due and settings, all of the old one', async () => {
    organization = await world.organization('pro');
    oldSession = organization.owner.token ?? '';
    for (let number = 0; number < 3; number += 1) integrations.push(await make({ apiKey: `key-${number}` }));
    const deleted = await world.organization('pro', organization.owner);
    const body = { name: 'Mail', provider: 'mailgun', settings: { apiKey: 'of the deleted' } };
    integrations.push((await organization.owner.post(`${deleted.path}/integrations`, body)).body.id as string);
    await organization.owner.delete(`${deleted.path}?confirmName=${encodeURIComponent('Acme Sales')}`);
    await invite(world.service, oldSession, 'mailed@example.com');
    mailed = await world.tokenFor('mailed@example.com');
    mailServerComesBack = await withoutMailServer();
    await invite(second, oldSession, 'due.of.the.old@example.com');
    expect(await restingOn(world, { OLD, NEW })).toEqual({
      'integration.sealed_settings': { OLD: 4 },
      'invitation_mail.sealed_token': { OLD: 1 },
    });
  });

  it('1: the new one is known to every process before one of them uses it', async () => {
    await restartWith(KNOWN, () => sessionsCountEverywhere([oldSession]));
    await sessionsCountEverywhere([oldSession]);
  });

  it('2: it is used, and who is still to be restarted takes what rests on it', async () => {
    await restartWith(USED, async () => {
      newSession = await signInAt(second);
      await sessionsCountEverywhere([oldSession, newSession]);
      // Sealed with the new one, and the only process that runs jobs seals with the old one still.
      await mailServerComesBack();
      await invite(second, newSession, 'due.of.the.new@example.com');
      await accept('due.of.the.new@example.com');
      await accept('due.of.the.old@example.com');
      mailServerComesBack = await withoutMailServer();
      await invite(world.service, newSession, 'due.to.the.end@example.com');
    });
    await sessionsCountEverywhere([oldSession, newSession]);
    expect(await restingOn(world, { OLD, NEW })).toEqual({
      'integration.sealed_settings': { OLD: 4 },
      'invitation_mail.sealed_token': { OLD: 1 },
    });
  });

  it('3: what is sealed is encrypted again beside the running service, from where a killed attempt got to', async () => {
    const [, , third = ''] = integrations;
    const lockClient = await world.database.admin.connect();
    await lockClient.query('begin');
    await lockClient.query('select 1 from integration where id = $1 for update', [third]);
    const killed = rotate(world.database.applicationUrl, USED);
    await someoneWaits(world);
    killed.process.kill('SIGKILL');
    await killed.end();
    expect((await restingOn(world, { OLD, NEW }))['integration.sealed_settings']).toMatchObject({ NEW: 2 });

    // Anyone who changes a value while it is encrypted again has the last word.
    const again = rotate(world.database.applicationUrl, USED);
    await someoneWaits(world);
    const changed = await sealedWith(world, third, NEW, { apiKey: 'changed meanwhile' });
    await lockClient.query('update integration set sealed_settings = $2 where id = $1', [third, changed]);
    await lockClient.query('commit');
    lockClient.release();
    expect(await again.end()).toMatchObject({ code: 0, output: expect.stringContaining('"sealedAnew":2') });

    expect(await restingOn(world, { OLD, NEW })).toEqual({
      'integration.sealed_settings': { NEW: 4 },
      'invitation_mail.sealed_token': { NEW: 1 },
    });
    expect(await Promise.all(integrations.map((id) => settingsOf(world, id, NEW)))).toEqual([
      { apiKey: 'key-0' },
      { apiKey: 'key-1' },
      { apiKey: 'changed meanwhile' },
      { apiKey: 'of the deleted' },
    ]);
  });

  it('changes nothing that is seen of an integration, and nothing at all the second time', async () => {
    const { body } = await ownerAt(second, newSession).get(`${organization.path}/integrations/${integrations[0]}`);
    expect(body).toMatchObject({ version: 1, settingNames: ['apiKey'], updatedAt: body.createdAt });
    const repeated = await rotate(world.database.applicationUrl, USED).end();
    expect(repeated).toMatchObject({ code: 0, output: expect.stringContaining('"sealedAnew":0,"unreadable":0') });
  });

  it('4: the old one goes, and opens nothing any more', async () => {
    await restartWith(ALONE, () => sessionsCountEverywhere([newSession]));
    await mailServerComesBack();
    await accept('due.to.the.end@example.com');
    await accept('mailed@example.com', mailed);
    for (const service of [world.service, second]) {
      expect((await ownerAt(service, oldSession).get('/me')).status).toBe(401);
      expect((await ownerAt(service, newSession).get('/me')).status).toBe(200);
    }
    for (const id of integrations) await expect(settingsOf(world, id, OLD)).rejects.toThrow('unknown-key');
    expect(await rotate(world.database.applicationUrl, ALONE).end()).toMatchObject({ code: 0 });
  });
});

describe('the rotation', () => {
  it('names what neither secret opens, leaves it as it is, seals the rest, and ends with code 1', async () => {
    const [first = '', other = ''] = integrations;
    const { admin } = world.database;
    const set = async (id: string, secret: string): Promise<void> => {
      const sealed = await sealedWith(world, id, secret, { apiKey: 'put here' });
      await admin.query('update integration set sealed_settings = $2 where id = $1', [id, sealed]);
    };
    await set(first, STRANGE);
    await set(other, OLD);
    const { code, output } = await rotate(world.database.applicationUrl, USED).end();
    expect(code).toBe(1);
    expect(output).toContain(`"id":"${first}"`);
    expect(output).toMatch(/^APP_SECRET_PREVIOUS: 1 value\(s\) can be decrypted neither/m);
    expect(output).not.toContain(other);
    for (const text of [OLD, NEW, STRANGE, 'put here']) expect(output).not.toContain(text);
    expect(await settingsOf(world, first, STRANGE)).toEqual({ apiKey: 'put here' });
    expect(await settingsOf(world, other, NEW)).toEqual({ apiKey: 'put here' });
  });

  it('is refused to a role that could bypass row-level security, in one line', async () => {
    const child = rotate(world.database.ownerUrl, USED);
    expect(await child.end()).toEqual({
      code: 1,
      output: expect.stringMatching(/^DATABASE_URL: the role .* owns [^\n]*\n$/),
    });
  });
});
