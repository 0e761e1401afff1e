import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { Answer } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
beforeAll(async () => {
  world = await World.startOwnProcess({ METRICS_ALLOW: '127.0.0.1/32' });
  organization = await world.organization('starter');
});
afterAll(() => world.stop());

/** One of each kind of answer that the service gives. */
async function answersOfEveryKind(): Promise<Record<string, Answer>> {
  const { owner, path } = organization;
  return {
    read: await owner.get(`${path}/members`),
    created: await owner.post('/organizations', { name: 'Second' }),
    'no body': await owner.delete(`${path}/invitations/${await anInvitation()}`),
    public: await world.anonymous.get('/roles'),
    'no token': await world.anonymous.get('/me'),
    'not found': await owner.get('/nothing/here'),
    'not an organization': await owner.get('/organizations/none/members'),
    invalid: await owner.get(`${path}/members?limit=0`),
    'broken JSON': await owner.post('/organizations', '{'),
    'broken path': await owner.get('/%E0%A4%A'),
    'outside of the API': await world.anonymous.get('//nothing'),
    live: await world.anonymous.get('//health/live'),
    ready: await world.anonymous.get('//health/ready'),
    metrics: await world.anonymous.get('//metrics'),
    'problem page': await world.anonymous.get('//problems/not-found', { headers: { accept: 'text/html' } }),
    'no such problem': await world.anonymous.get('//problems/none'),
    dashboard: await world.anonymous.get('//admin/queues'),
    docs: await world.anonymous.get('//docs'),
    document: await world.anonymous.get('//openapi.json'),
  };
}

async function anInvitation(): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  const { body } = await organization.owner.post(`${organization.path}/invitations`, { email, role: 'member' });
  return body.id as string;
}

/** A request with a method or target that `fetch` does not send. */
function raw(method: string, path: string): Promise<{ status: number; type: string; text: string }> {
  return new Promise((resolve, reject) => {
    const { port } = world.service;
    const sent = request({ host: '127.0.0.1', port, method, path }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (data: string) => (text += data));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text });
      });
    });
    sent.on('error', reject).end();
  });
}

describe('a request id', () => {
  it('is on every answer, made where none was given', async () => {
    const answers = await answersOfEveryKind();
    const ids = Object.entries(answers).map(([kind, { headers }]) => [kind, headers.get('x-request-id') ?? '']);
    expect(ids.filter(([, id]) => !UUID.test(id ?? ''))).toEqual([]);
    expect(new Set(ids.map(([, id]) => id)).size).toBe(ids.length);
  });

  it("is the caller's own where it is a decent one, and is in errors too", async () => {
    const headers = { 'x-request-id': 'trace-0123.45:6_7' };
    const read = await organization.owner.get('/me', { headers });
    expect(read.headers.get('x-request-id')).toBe('trace-0123.45:6_7');
    const refused = await world.anonymous.get('/me', { headers });
    expect(refused.headers.get('x-request-id')).toBe('trace-0123.45:6_7');
    expect(refused.body.requestId).toBe('trace-0123.45:6_7');
  });

  it.each(['short', 'x'.repeat(129), 'has a space in it', '<script>alert(1)</script>', '{"json":"in a log"}'])(
    'is not taken from the caller when it is %j',
    async (id) => {
      const { headers } = await world.anonymous.get('/roles', { headers: { 'x-request-id': id } });
      expect(headers.get('x-request-id')).toMatch(UUID);
    },
  );
});

describe('the headers of every answer', () => {
  it('keep browsers from guessing, framing, storing and telling', async () => {
    for (const [kind, { headers }] of Object.entries(await answersOfEveryKind())) {
      const securityHeaders = {
        kind,
        nosniff: headers.get('x-content-type-options'),
        frame: headers.get('x-frame-options'),
        referrer: headers.get('referrer-policy'),
        policy: headers.get('content-security-policy') !== null,
        transport: headers.get('strict-transport-security') !== null,
      };
      expect(securityHeaders).toEqual({
        kind,
        nosniff: 'nosniff',
        frame: 'SAMEORIGIN',
        referrer: 'no-referrer',
        policy: true,
        transport: true,
      });
    }
  });

  it('say nothing of what runs here, and let no other site read', async () => {
    const origin = { origin: 'https://elsewhere.example' };
    const answers = await answersOfEveryKind();
    answers['from elsewhere'] = await organization.owner.get('/me', { headers: origin });
    answers['preflight'] = await world.anonymous.call('OPTIONS', '/me', {
      headers: { ...origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
    });
    for (const [kind, { headers }] of Object.entries(answers)) {
      const names = [...headers.keys()].filter((name) => /^(x-powered-by|server|access-control-)/.test(name));
      expect({ kind, names }).toEqual({ kind, names: [] });
    }
    const api = ['read', 'public', 'no token', 'not found', 'invalid'];
    for (const kind of api) expect({ kind, etag: answers[kind]?.headers.get('etag') }).toEqual({ kind, etag: null });
    for (const kind of api) expect(answers[kind]?.headers.get('cache-control')).toBe('no-store');
  });
});

describe('what does not exist', () => {
  it.each([
    ['DELETE', '/api/v1/me'],
    ['PUT', '/api/v1/organizations'],
    ['POST', '/api/v1/roles'],
    ['PATCH', '/health/live'],
    ['OPTIONS', '/api/v1/me'],
    ['OPTIONS', '/'],
    ['TRACE', '/api/v1/me'],
    ['PROPFIND', '/api/v1/organizations'],
    ['GET', '/nothing'],
    ['POST', '/'],
    ['GET', '/api'],
    ['GET', '/api/v1'],
    ['GET', '/api/v2/me'],
    ['GET', '/api/v1/me/'.repeat(3)],
    ['GET', '/.env'],
    ['GET', '/api/v1/../../etc/passwd'],
  ])('answers %s %s with a problem', async (method, path) => {
    const { status, type, text } = await raw(method, path);
    expect({ status, type }).toEqual({ status: 404, type: 'application/problem+json' });
    expect(JSON.parse(text)).toMatchObject({ type: '/problems/not-found', status: 404, code: 'not-found' });
  });

  it('answers HEAD as GET without the body', async () => {
    expect(await raw('HEAD', '/api/v1/roles')).toMatchObject({ status: 200, text: '' });
    expect(await raw('HEAD', '/api/v1/me')).toMatchObject({ status: 401, text: '' });
    expect(await raw('HEAD', '/api/v1/nothing')).toMatchObject({ status: 404, text: '' });
    expect(await raw('HEAD', '/health/ready')).toMatchObject({ status: 200, text: '' });
  });
});

describe('the page of a problem', () => {
  it('tells people and programs what the type of an error means', async () => {
    const { body } = await world.anonymous.get('/me');
    expect(body.type).toBe('/problems/unauthenticated');
    const page = await world.anonymous.get(`/${body.type}`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.text).toContain(`<h1>${body.title}</h1>`);
    const read = await world.anonymous.get(`/${body.type}`, { headers: { accept: 'application/json' } });
    expect(read.body).toMatchObject({ type: body.type, code: 'unauthenticated', status: 401, title: body.title });
    expect(await world.anonymous.get('//problems/no-such-thing')).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });
});

describe('/metrics', () => {
  it('counts requests by template, and never by path', async () => {
    await organization.owner.get(`${organization.path}/members`);
    const read = async () => (await world.anonymous.get('//metrics')).text;
    const text = await waitFor('the count', async () => {
      const metrics = await read();
      return metrics.includes('route="/api/v1/organizations/{organizationId}/members"') && metrics;
    });
    expect(text).not.toContain(organization.id);
    expect(text).toContain('process_cpu_seconds_total');
    await Promise.all(Array.from({ length: 20 }, (_, index) => world.anonymous.get(`//made-up/${index}`)));
    expect(await read()).not.toContain('made-up');
  });

  it('is there for the networks of METRICS_ALLOW alone, by the socket and not by a header', async () => {
    const elsewhere = await world.startAnotherProcess({ METRICS_ALLOW: '10.0.0.0/8', TRUST_PROXY: 'true' });
    try {
      const metrics = await fetch(`${elsewhere.url}/metrics`, { headers: { 'x-forwarded-for': '10.1.2.3' } });
      expect(metrics.status).toBe(404);
      expect(await metrics.json()).toMatchObject({ code: 'not-found' });
    } finally {
      await elsewhere.stop();
    }
    expect((await world.anonymous.get('//metrics', { headers: { 'x-forwarded-for': '8.8.8.8' } })).status).toBe(200);
  });
});
