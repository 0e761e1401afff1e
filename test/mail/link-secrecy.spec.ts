import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { startMailServer } from '../support/mail-server.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { waitUntilNothingIsDue } from './support/due-mails.js';
import { holding, type HeldMail } from './support/failing-smtp.js';

const EMAIL = 'grace.hopper@example.com';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

/** Every row of every table as text; bytes come as hexadecimal digits. */
async function everyRow(): Promise<string> {
  const { admin } = world.database;
  const { rows: tables } = await admin.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
  );
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await admin.query<{ row: string }>(`select t::text as row from ${name} t`);
      return rows.map(({ row }) => `${name}: ${row}`).join('\n');
    }),
  );
  return texts.join('\n');
}

/** Every key of the test's Redis with everything in it, whatever its type. */
async function everyKey(): Promise<string> {
  const redis = new Redis(world.environment['REDIS_URL'] ?? '');
  try {
    const keys = await redis.keys('*');
    const values = await Promise.all(
      keys.map(async (key) => {
        const type = await redis.type(key);
        if (type === 'string') return redis.get(key);
        if (type === 'hash') return redis.hgetall(key);
        if (type === 'list') return redis.lrange(key, 0, -1);
        if (type === 'zset') return redis.zrange(key, 0, -1);
        if (type === 'stream') return redis.xrange(key, '-', '+');
        return redis.smembers(key);
      }),
    );
    return JSON.stringify({ keys, values });
  } finally {
    redis.disconnect();
  }
}

/** The token as it is, and as it would look like as bytes in a table or in base64. */
function disguises(token: string): string[] {
  const bytes = Buffer.from(token);
  const raw = Buffer.from(token, 'base64url').subarray(16);
  return [token, bytes.toString('hex'), bytes.toString('base64'), raw.toString('hex'), raw.toString('base64')];
}

describe("an invitation's link", () => {
  it('is in the email and nowhere else: no table, Redis, log, audit event or answer holds it', async () => {
    const held: HeldMail[] = [];
    const { port } = world.smtp;
    await world.smtp.stop();
    world.smtp = await startMailServer(holding(held), port);
    const { owner, path } = await world.organization('starter');
    const invited = await owner.post(`${path}/invitations`, { email: EMAIL, role: 'member' });
    await waitFor('the email to be held', () => held.length === 1);
    const token = /\/invitations\/([\w.-]+)/.exec(held[0]?.mail.text ?? '')?.[1] ?? '';
    expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16 + 32);

    const queued = { rows: await everyRow(), redis: await everyKey() };
    const sealed = await world.database.admin.query<{ sealed: boolean }>(
      'select sealed_token is not null as sealed from invitation_mail',
    );
    expect(sealed.rows).toEqual([{ sealed: true }]);
    expect(queued.redis).toContain('invitation-mail');
    held[0]?.take();
    await waitUntilNothingIsDue(world.database);

    const grace = await world.person('Grace', EMAIL);
    const answers = [
      invited,
      await owner.get(`${path}/invitations`),
      await owner.get(`${path}/audit-events`),
      await world.anonymous.get(`/invitations/${token}`),
      await owner.post(`/invitations/${token}/accept`),
      await grace.post(`/invitations/${token}/accept`),
      await grace.post(`/invitations/${token}/decline`),
      await grace.get('/me'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 403, 200, 410, 200]);
    await waitFor('the log to have the last call', () => world.service.output().includes('/api/v1/me"'));
    const places = {
      queued: queued.rows,
      queuedRedis: queued.redis,
      rows: await everyRow(),
      redis: await everyKey(),
      log: world.service.output(),
      answers: answers.map(({ text, headers }) => text + JSON.stringify([...headers])).join('\n'),
    };
    for (const [place, text] of Object.entries(places)) {
      for (const disguise of disguises(token))
        expect({ place, holdsIt: text.includes(disguise) }).toEqual({ place, holdsIt: false });
    }
    expect(places.log).toContain('/api/v1/invitations/{token}/accept');
    // Nor does the log or the queue name people.
    expect(places.log).not.toContain('grace.hopper');
    expect(places.queuedRedis + places.redis).not.toContain('grace.hopper');
    for (const { headers } of answers.slice(3, 7)) {
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('is kept as its SHA-256 alone, and its sealed copy is erased once the email has left', async () => {
    const { port } = world.smtp;
    await world.smtp.stop();
    world.smtp = await startMailServer({}, port);
    const { owner, path } = await world.organization('starter');
    const { body } = await owner.post(`${path}/invitations`, { email: 'alan@example.com', role: 'member' });
    const token = await world.tokenFor('alan@example.com');
    await waitUntilNothingIsDue(world.database);
    const { rows } = await world.database.admin.query<Record<string, unknown>>(
      `select i.token_hash, mail.sealed_token, mail.status, o.payload
       from invitation i join invitation_mail mail on mail.invitation_id = i.id
       join outbox o on o.payload ->> 'mailId' = mail.id::text where i.id = $1`,
      [body.id],
    );
    const mailId: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(rows).toEqual([
      {
        token_hash: createHash('sha256').update(token).digest(),
        sealed_token: null,
        status: 'sent',
        payload: { mailId },
      },
    ]);
  });
});
