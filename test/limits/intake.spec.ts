import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { RedisProcess } from '../jobs/support/redis-process.js';
import { png, form } from '../settings/support/pictures.js';
import { sendForm, upload } from '../settings/support/uploads.js';
import { Client } from '../support/client.js';
import { SUPERADMIN, World } from '../support/world.js';
import { waitFor } from '../support/wait.js';
import { minuteWithTimeLeft } from './support/request-burst.js';

let world: World;
let redis: RedisProcess;
let acme: Awaited<ReturnType<World['organization']>>;
/** Requests whose sender stops in the middle, begun first since their time limits are the longest wait of this file. */
let silent: { readonly json: Promise<string>; readonly upload: Promise<string> };
beforeAll(async () => {
  redis = await RedisProcess.start();
  world = await World.startOwnProcess({ RATE_LIMITS: '', REDIS_URL: redis.url, TRUST_PROXY: '1' });
  acme = await world.organization();
  const quiet = await world.organization();
  const signIn = 'POST /api/v1/auth/sign-in HTTP/1.1\r\nContent-Length: 100\r\nContent-Type: application/json';
  silent = {
    json: begin(signIn, Buffer.from('{"email":'), silentSockets),
    upload: begin(uploadOf(quiet.owner, `${quiet.path}/logo`), Buffer.from(PART), silentSockets),
  };
});
afterAll(async () => {
  for (const socket of silentSockets) socket.destroy();
  await world.stop();
  await redis.remove();
});

const PART = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
const silentSockets: Socket[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** Begins a request and never ends it; answers what comes back. */
function begin(head: string, body: Buffer, kept: Socket[] = sockets): Promise<string> {
  const socket = connect(world.service.port, '127.0.0.1');
  kept.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('data', (data) => {
      resolve(data.toString('latin1'));
    });
    socket.once('error', reject);
    socket.write(`${head}\r\nHost: localhost\r\n`);
    socket.write('\r\n');
    socket.write(body);
  });
}

/** A file of leads, as a form. */
function csvForm(): FormData {
  const data = new FormData();
  data.append('file', new Blob(['name\nAda\n'], { type: 'text/csv' }), 'leads.csv');
  return data;
}

/** The head of an upload that is never whole. */
const uploadOf = ({ token }: Client, path: string): string =>
  `PUT /api/v1${path} HTTP/1.1\r\nAuthorization: Bearer ${token ?? ''}\r\nContent-Length: 5000\r\n` +
  'Content-Type: multipart/form-data; boundary=b';

/** Begins a preview that is never whole; again where it is refused: it may find its place taken by a whole preview. */
function keepPreviewOpen(caller: Client, call: string): void {
  const refused = begin(uploadOf(caller, call).replace('PUT', 'POST'), Buffer.alloc(10));
  const socket = sockets.at(-1);
  const again = (): void => {
    socket?.destroy();
    keepPreviewOpen(caller, call);
  };
  void refused.then(again, () => undefined);
}

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
const inOneMinute = (requests: number): RegExp => new RegExp(`;r=${requests};`);

describe('a body whose sender is not known', () => {
  it('of an upload is not waited for, at whatever route: 401 at once', async () => {
    const body = Buffer.concat([Buffer.from(PART), Buffer.alloc(1_000_000, 7)]);
    for (const [method, call] of [
      ['PUT', 'logo'],
      ['POST', 'imports/leads'],
    ]) {
      const head =
        `${method ?? ''} /api/v1${acme.path}/${call ?? ''} HTTP/1.1\r\nContent-Length: 5000200\r\n` +
        'Content-Type: multipart/form-data; boundary=b';
      expect(await begin(head, body)).toMatch(/^HTTP\/1\.1 401 /);
    }
  });

  it('is held within a budget of its network, and others send theirs meanwhile', async () => {
    const head =
      'POST /api/v1/auth/sign-in HTTP/1.1\r\nContent-Length: 99000\r\nContent-Type: application/json\r\n' +
      'X-Forwarded-For: 203.0.113.40';
    const answers = Array.from({ length: 45 }, () => begin(head, Buffer.alloc(90_000, 0x20)));
    void Promise.allSettled(answers);
    const refused = await Promise.race(answers);
    expect(refused).toMatch(/^HTTP\/1\.1 429 /);
    expect(refused).toMatch(/^Retry-After: \d+\r$/im);
    expect(refused).toMatch(/^RateLimit-Policy: "bodies";q=\d+;qu="content-bytes"\r$/im);
    const email = 'patient@example.com';
    expect((await world.anonymous.post('/auth/sign-in', { email }, from('203.0.113.41').headers)).status).toBe(200);
    // Where a token is due, what is over the budget is refused without being read.
    const unknown = head.replace('/auth/sign-in', '/organizations');
    const bare = await Promise.all(Array.from({ length: 3 }, () => begin(unknown, Buffer.alloc(10))));
    expect(bare.map((answer) => answer.slice(9, 12))).toEqual(['401', '401', '401']);
  });
});

describe('an IPv6 address', () => {
  it('counts by its /64, and an IPv4 address in the form of one as itself', async () => {
    await minuteWithTimeLeft(20);
    const ask = async (address: string) =>
      (await world.anonymous.get('/plans', from(address))).headers.get('ratelimit') ?? '';
    expect(await ask('2001:db8:1:2::1')).toMatch(inOneMinute(599));
    expect(await ask('2001:db8:1:2:ffff:ffff:ffff:ffff')).toMatch(inOneMinute(598));
    expect(await ask('2001:db8:1:3::1')).toMatch(inOneMinute(599));
    expect(await ask('198.51.100.77')).toMatch(inOneMinute(599));
    expect(await ask('::ffff:198.51.100.77')).toMatch(inOneMinute(598));
    expect(await ask('::ffff:c633:644d')).toMatch(inOneMinute(597));
  });
});

describe('made-up API keys', () => {
  it('count against their network and fill nothing once it is over its limit', async () => {
    await minuteWithTimeLeft(25);
    const address = '203.0.113.60';
    const guess = () => {
      const key = `clz_${Buffer.concat([Buffer.from(acme.id.replaceAll('-', ''), 'hex'), randomBytes(32)]).toString('base64url')}`;
      return world.anonymous.get(`${acme.path}/members`, {
        headers: { authorization: `Bearer ${key}`, ...from(address).headers },
      });
    };
    const keys = () => redis.ask((server) => server.keys('*:api_key:*'));
    expect((await guess()).status).toBe(401);
    await redis.ask(async (server) => {
      const name = await waitFor('the count', async () => (await server.keys(`*ip:${address}`))[0]);
      await server.incrby(name, 600);
    });
    await waitFor('the end of the limit', async () => (await guess()).status === 429);
    // Whatever was counted before is there afterwards: the counts are exchanged four times a second.
    const exchange = async () => {
      const marker = await world.person('Marker');
      await marker.get('/me');
      await waitFor('an exchange', () =>
        redis.ask(async (server) => (await server.keys(`*user:${marker.userId ?? ''}`)).length > 0),
      );
    };
    await exchange();
    const before = (await keys()).length;
    const answers = await Promise.all(Array.from({ length: 50 }, guess));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(429));
    await exchange();
    expect((await keys()).length).toBe(before);
  });
});

describe('a token', () => {
  it('has one spelling: padding and loose bits at its end are 401', async () => {
    const { token } = acme.owner;
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = letters.indexOf(token?.at(-1) ?? '');
    // The same bytes: of the last letter of 32 bytes, two bits say nothing.
    const loose = `${token?.slice(0, -1) ?? ''}${letters[last ^ 1] ?? ''}`;
    const statuses = await Promise.all(
      [token, `${token ?? ''}=`, `${token ?? ''}==`, loose].map(async (spelling) => {
        const answer = await world.anonymous.get('/me', { headers: { authorization: `Bearer ${spelling ?? ''}` } });
        return answer.status;
      }),
    );
    expect(statuses).toEqual([200, 401, 401, 401]);
  });
});

describe('a large body', () => {
  const many = (amount: number) => Object.fromEntries(Array.from({ length: amount }, (_, index) => [`p${index}`, {}]));

  it('has at most fifty of its errors reported, and a list is refused by its length', async () => {
    const refused = await acme.owner.post(`${acme.path}/leads`, many(1_900));
    expect(refused).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    expect(refused.body.errors).toHaveLength(50);
    const bulk = await acme.owner.post(`${acme.path}/invitations/bulk`, { invitations: Array(1_900).fill({}) });
    expect(bulk.body.errors).toEqual([{ pointer: '/invitations', detail: 'Enter 1 to 100 invitations.' }]);
  });

  it('of someone who is not a member is not validated', async () => {
    const stranger = await world.person('Stranger');
    const answer = await stranger.post(`${acme.path}/leads`, many(1_900));
    expect(answer).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
  });
});

describe('requests that last', () => {
  const policy = (name: string, most: number): string => `"${name}";q=${most};qu="concurrent-requests"`;

  it('are few of one person at once: uploads', async () => {
    const { owner, path } = acme;
    const hold = () => void begin(uploadOf(owner, `${path}/logo`), Buffer.alloc(10)).catch(() => undefined);
    for (let number = 0; number < 9; number += 1) hold();
    const refused = await waitFor('the limit', async () => {
      // One more each time: it may find its place taken by the whole upload of the time before.
      hold();
      const answer = await sendForm(owner, path, form({ name: 'file', bytes: await png() }));
      return answer.status === 429 && answer;
    });
    expect(refused.headers.get('ratelimit-policy')).toBe(policy('uploads', 10));
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    for (const socket of sockets.splice(0)) socket.destroy();
    // Anyone who has ended theirs may go on.
    await waitFor('a free slot', async () => (await upload(owner, path, await png())).status === 200);
  });

  it('are limited for an organization as a whole, whose many members hold up no one else', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const uploaders = [owner, await world.member(organization, 'admin'), await world.member(organization, 'admin')];
    for (const caller of uploaders) {
      const head = uploadOf(caller, `${path}/logo`);
      for (let number = 0; number < 10; number += 1) void begin(head, Buffer.alloc(10)).catch(() => undefined);
    }
    const late = await world.member(organization, 'admin');
    const bytes = await png();
    const refused = await waitFor('the limit of the organization', async () => {
      const answer = await sendForm(late, path, form({ name: 'file', bytes }));
      return answer.status === 429 && answer;
    });
    expect(refused.body).toMatchObject({ code: 'rate-limited', detail: expect.stringContaining('organization') });
    expect(refused.headers.get('ratelimit-policy')).toBe(policy('organization-uploads', 30));
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // Someone who does not belong to it is told just that, and another organization goes on.
    const stranger = await world.person('Stranger');
    expect((await sendForm(stranger, path, form({ name: 'file', bytes }))).status).toBe(404);
    expect((await upload(acme.owner, acme.path, bytes)).status).toBe(200);
    for (const socket of sockets.splice(0)) socket.destroy();
    await waitFor('a free slot', async () => (await upload(late, path, bytes)).status === 200);
  });

  it('are few of one person and one organization at once: previews of imports', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const colleague = await world.member(organization, 'admin');
    const late = await world.member(organization, 'admin');
    const call = `${path}/imports/leads/preview`;
    const preview = (who: Client, at = call) => who.post(at, csvForm());
    const refusalOf = (who: Client) =>
      waitFor('the limit', async () => {
        const answer = await preview(who);
        return answer.status === 429 && answer.headers.get('ratelimit-policy');
      });
    for (const caller of [owner, owner]) keepPreviewOpen(caller, call);
    expect(await refusalOf(owner)).toBe(policy('previews', 2));
    expect((await preview(late)).status).toBe(200);
    for (const caller of [colleague, colleague]) keepPreviewOpen(caller, call);
    expect(await refusalOf(late)).toBe(policy('organization-previews', 4));
    // Imports and other organizations go on.
    expect((await preview(late, `${path}/imports/leads`)).status).toBe(202);
    expect((await preview(acme.owner, `${acme.path}/imports/leads/preview`)).status).toBe(200);
    for (const socket of sockets.splice(0)) socket.destroy();
    await waitFor('a free slot', async () => (await preview(owner)).status === 200);
  });

  it('are few of one person and all of their API keys together: previews of imports', async () => {
    const { owner, path } = await world.organization();
    const { body } = await owner.post(`${path}/api-keys`, { name: 'CRM', role: 'admin' });
    const key = new Client(world.service.url, body.key as string);
    expect((await key.get(`${path}/leads`)).status).toBe(200);
    const call = `${path}/imports/leads/preview`;
    for (const caller of [owner, owner]) keepPreviewOpen(caller, call);
    const refused = await waitFor('the limit', async () => {
      const answer = await key.post(call, csvForm());
      return answer.status === 429 && answer;
    });
    expect(refused.headers.get('ratelimit-policy')).toBe(policy('previews', 2));
  });

  it('are counted before their body has arrived: questions to the assistant', async () => {
    const { owner, path } = await world.organization();
    const { body: conversation } = await owner.post(`${path}/conversations`, { title: 'Numbers' });
    const call = `${path}/conversations/${conversation.id}/messages`;
    const head =
      `POST /api/v1${call} HTTP/1.1\r\nAuthorization: Bearer ${owner.token ?? ''}\r\nContent-Length: 100\r\n` +
      'Content-Type: application/json';
    for (let number = 0; number < 30; number += 1) void begin(head, Buffer.from('{')).catch(() => undefined);
    const ask = () => owner.post(call, { content: 'How many deals?', tier: 'fast' });
    const refused = await waitFor('the limit', async () => {
      const answer = await ask();
      return answer.status === 429 && answer;
    });
    expect(refused.headers.get('ratelimit-policy')).toBe(policy('questions', 30));
    for (const socket of sockets.splice(0)) socket.destroy();
    await waitFor('a free slot', async () => (await ask()).body.code === 'assistant-not-configured');
  });

  it('are few of one person at once: streams of a reassignment', async () => {
    const { owner, path, id } = await world.organization();
    const { body: members } = await owner.get(`${path}/members`);
    const run = await owner.post(`${path}/reassignments`, { from: members.data[0].id, to: null });
    await waitFor('its end', async () => {
      const { body } = await owner.get(`${path}/reassignments/${run.body.id}`);
      return body.status === 'completed';
    });
    // As if it went on: nothing of it happens, and everyone waits.
    await world.database.admin.query(
      `update reassignment set finished_at = null, status = 'running' where organization_id = $1`,
      [id],
    );
    const leaving = new AbortController();
    const watch = () =>
      fetch(`${world.service.url}/api/v1${path}/reassignments/${run.body.id}/events`, {
        headers: { authorization: `Bearer ${owner.token ?? ''}` },
        signal: leaving.signal,
      });
    const streams = await Promise.all(Array.from({ length: 6 }, watch));
    expect(streams.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = streams.find(({ status }) => status === 429);
    expect(refused?.headers.get('ratelimit-policy')).toBe(policy('streams', 5));
    expect(refused?.headers.get('retry-after')).not.toBeNull();
    await world.database.admin.query(
      `update reassignment set finished_at = now(), status = 'completed', step = step + 1 where organization_id = $1`,
      [id],
    );
    const texts = await Promise.all(streams.filter(({ status }) => status === 200).map((stream) => stream.text()));
    // One query serves them all: each is notified of the end, which closes it.
    expect(texts.map((text) => text.includes('"status":"completed"'))).toEqual(Array(5).fill(true));
    await waitFor('a free slot', async () => {
      const again = await watch();
      await again.text();
      return again.status === 200;
    });
    leaving.abort();
  });
});

describe('the job dashboard', () => {
  it('says nothing of what runs here, on any of its pages', async () => {
    const superadmin = await world.person('Superadmin', SUPERADMIN);
    const session = await superadmin.call('POST', '//admin/queues/session');
    const cookie = /^[^;]+/.exec(session.headers.get('set-cookie') ?? '')?.[0] ?? '';
    for (const path of ['', '/api/queues', '/static/none.js', '/nothing']) {
      const page = await fetch(`${world.service.url}/admin/queues${path}`, { headers: { cookie } });
      expect({ path, poweredBy: page.headers.get('x-powered-by') }).toEqual({ path, poweredBy: null });
    }
  });

  it('counts failures by address', async () => {
    const { status, headers } = await world.anonymous.get('//admin/queues', from('203.0.113.80'));
    expect([status, headers.get('ratelimit-policy')]).toEqual([401, '"address";q=600;w=60']);
  });
});

describe('logos and reports', () => {
  it('are limited per organization: too many at once are told to retry, and another organization’s is made', async () => {
    const [many, other] = [await world.organization(), await world.organization()];
    const report = ({ owner, path }: typeof many) => owner.get(`${path}/analytics/report.pdf?period=2026-11`);
    const reports = Array.from({ length: 30 }, () => report(many));
    const others = await Promise.all(Array.from({ length: 4 }, () => report(other)));
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const answers = await Promise.all(reports);
    const refused = answers.filter(({ status }) => status === 503);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(6);
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(refused.map(() => '5'));
  });

  it('are limited by the hour: sixty logos of an organization', async () => {
    const { owner, path, id } = await world.organization();
    const picture = await png();
    const first = await upload(owner, path, picture);
    expect(first.status).toBe(200);
    await redis.ask(async (server) => {
      const name = await waitFor('the count', async () => (await server.keys(`*logos:${id}`))[0]);
      await server.incrby(name, 60);
    });
    const refused = await waitFor('the limit', async () => {
      const answer = await upload(owner, path, picture);
      return answer.status === 429 && answer;
    });
    expect(refused.headers.get('ratelimit-policy')).toBe('"logos";q=60;w=3600');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('RATE_LIMITS=off', () => {
  it('lifts the budget of one sender’s bodies as well', async () => {
    const unlimited = await world.startAnotherProcess({ RATE_LIMITS: 'off' });
    const text = Buffer.from('{"email":"patient@example.com"}');
    const head =
      `POST /api/v1/auth/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${90_000 + text.length}\r\nConnection: close\r\n\r\n`;
    const answers: Promise<string>[] = [];
    const open = Array.from({ length: 60 }, () => {
      const socket = connect(unlimited.port, '127.0.0.1');
      sockets.push(socket);
      let answer = '';
      socket.setEncoding('latin1').on('data', (data: string) => (answer += data));
      answers.push(once(socket, 'close').then(() => answer.slice(9, 12)));
      return new Promise<Socket>((resolve) => {
        socket.write(head + ' '.repeat(90_000), () => {
          resolve(socket);
        });
      });
    });
    const flushed = await Promise.all(open);
    // With each answer the service's event loop has run once and read everything that had arrived.
    for (let attempt = 0; attempt < 10; attempt += 1) await new Client(unlimited.url).get('//health/live');
    for (const socket of flushed) socket.write(text);
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['200']));
    await unlimited.stop();
  });
});

describe('a sender who goes silent', () => {
  it.each(['json', 'upload'] as const)('gets an answer that the request did not arrive in time: %s', async (kind) => {
    const answer = await silent[kind];
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toMatch(/^Connection: close\r$/im);
    expect(answer).toMatch(/^Content-Type: application\/problem\+json\r$/im);
    expect(answer).toContain('"code":"request-timeout"');
  });
});
