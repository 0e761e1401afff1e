import { Client } from '../support/client.js';
import type { ServiceProcess } from '../support/service.js';
import { World } from '../support/world.js';

let world: World;
let unlimited: ServiceProcess;
beforeAll(async () => {
  world = await World.start({ RATE_LIMITS: 'on' });
  unlimited = await world.startAnotherProcess({ RATE_LIMITS: 'off' });
});
afterAll(async () => {
  await unlimited.stop();
  await world.stop();
});

/** The same person at the process without limits. */
function withoutLimits(client: Client): Client {
  return new Client(unlimited.url, client.token, client.userId, client.email);
}

async function moveTime(table: 'invitation_mail' | 'invitation_throttle', column: string, by: string): Promise<void> {
  await world.database.admin.query(`update ${table} set ${column} = ${column} - $1::interval`, [by]);
}

async function sendAgainAMinuteLater(id: string): Promise<void> {
  await world.database.admin.query(
    `update invitation set last_sent_at = last_sent_at - interval '61 seconds' where id = $1`,
    [id],
  );
}

describe('the invitation emails of an organization', () => {
  it('are at most 500 an hour, in whatever way they were asked for', async () => {
    const { id, owner, path } = await world.organization('enterprise');
    const first = await owner.post(`${path}/invitations`, { email: 'first@example.com', role: 'member' });
    // All but one of the other 499 were sent half an hour ago.
    await world.database.admin.query(
      `insert into invitation_mail (organization_id, id, invitation_id, status, created_at, ended_at)
       select $1, gen_random_uuid(), $2, 'sent', now() - interval '30 minutes', now() from generate_series(1, 498)`,
      [id, first.body.id],
    );
    expect((await owner.post(`${path}/invitations`, { email: 'last@example.com', role: 'member' })).status).toBe(201);
    const seats = (await owner.get(`${path}/seats`)).body;
    const refused = await owner.post(`${path}/invitations`, { email: 'over@example.com', role: 'member' });
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
    expect(refused.body.detail).toContain('500');
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(3_600);
    await sendAgainAMinuteLater(first.body.id);
    expect((await owner.post(`${path}/invitations/${first.body.id}/resend`)).body.code).toBe('rate-limited');
    // Nothing is left of what was refused: no invitation, no seat, no event.
    expect((await owner.get(`${path}/seats`)).body).toEqual(seats);
    const { body } = await owner.get(`${path}/audit-events?action=invitation.sent`);
    expect(body.data).toHaveLength(2);

    const other = await world.organization('enterprise');
    const elsewhere = await other.owner.post(`${other.path}/invitations`, {
      email: 'over@example.com',
      role: 'member',
    });
    expect(elsewhere.status).toBe(201);
    await moveTime('invitation_mail', 'created_at', '31 minutes');
    expect((await owner.post(`${path}/invitations`, { email: 'over@example.com', role: 'member' })).status).toBe(201);
  });
});

describe('the invitation emails to one address', () => {
  it('are at most five a day from everyone together', async () => {
    const email = 'popular@example.com';
    for (let sent = 0; sent < 4; sent += 1) {
      const { owner, path } = await world.organization('starter');
      expect((await owner.post(`${path}/invitations`, { email, role: 'member' })).status).toBe(201);
    }
    const { owner, path } = await world.organization('starter');
    const fifth = await owner.post(`${path}/invitations`, { email: 'Popular@EXAMPLE.com', role: 'member' });
    expect(fifth.status).toBe(201);

    const late = await world.organization('starter');
    const refused = await late.owner.post(`${late.path}/invitations`, { email, role: 'member' });
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
    expect(refused.body.detail).toMatch(/in one day/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(86_400);
    expect((await late.owner.get(`${late.path}/seats`)).body).toMatchObject({ pending: 0 });
    await sendAgainAMinuteLater(fifth.body.id);
    expect((await owner.post(`${path}/invitations/${fifth.body.id}/resend`)).body.code).toBe('rate-limited');
    const another = await late.owner.post(`${late.path}/invitations`, { email: 'lonely@example.com', role: 'member' });
    expect(another.status).toBe(201);

    await moveTime('invitation_throttle', 'sent_at', '24 hours 1 second');
    expect((await late.owner.post(`${late.path}/invitations`, { email, role: 'member' })).status).toBe(201);
  });

  it('are not exceeded by organizations that invite at the same moment', async () => {
    const email = 'rushed@example.com';
    const organizations = await Promise.all(Array.from({ length: 8 }, () => world.organization('starter')));
    const answers = await Promise.all(
      organizations.map(({ owner, path }) => owner.post(`${path}/invitations`, { email, role: 'member' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 429, 429, 429]);
  });

  it('say nothing of who else wrote to it', async () => {
    const { rows } = await world.database.admin.query<{ text: string }>(
      'select t::text as text from invitation_throttle t',
    );
    const { rows: organizations } = await world.database.admin.query<{ id: string }>(
      'select organization_id as id from organization',
    );
    const all = rows.map(({ text }) => text).join();
    expect(all).not.toContain('@');
    expect(organizations.filter(({ id }) => all.includes(id))).toEqual([]);
  });
});

describe('sending an invitation again', () => {
  it('is possible once a minute, and says how long to wait', async () => {
    const { owner, path } = await world.organization('starter');
    const { body } = await owner.post(`${path}/invitations`, { email: 'patient@example.com', role: 'member' });
    await world.database.admin.query(
      `update invitation set last_sent_at = last_sent_at - interval '50 seconds' where id = $1`,
      [body.id],
    );
    const refused = await owner.post(`${path}/invitations/${body.id}/resend`);
    expect(refused).toMatchObject({ status: 429, body: { code: 'resend-too-soon' } });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(10);
    await world.database.admin.query(
      `update invitation set last_sent_at = last_sent_at - $2 * interval '1 second' where id = $1`,
      [body.id, wait],
    );
    expect((await owner.post(`${path}/invitations/${body.id}/resend`)).status).toBe(200);
    expect((await owner.post(`${path}/invitations/${body.id}/resend`)).body.code).toBe('resend-too-soon');
  });
});

describe('RATE_LIMITS=off', () => {
  it('lifts both caps and the minute between two sends', async () => {
    const { id, owner: limited, path } = await world.organization('enterprise');
    const owner = withoutLimits(limited);
    const email = 'unlimited@example.com';
    const { body } = await limited.post(`${path}/invitations`, { email, role: 'member' });
    await world.database.admin.query(
      `insert into invitation_mail (organization_id, id, invitation_id, status, created_at, ended_at)
       select $1, gen_random_uuid(), $2, 'sent', now() - interval '1 minute', now() from generate_series(1, 500)`,
      [id, body.id],
    );
    for (let sent = 0; sent < 6; sent += 1) {
      expect((await owner.post(`${path}/invitations/${body.id}/resend`)).status).toBe(200);
    }
    expect((await limited.post(`${path}/invitations`, { email: 'x@example.com', role: 'member' })).status).toBe(429);
  });
});
