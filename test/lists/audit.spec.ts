import pg from 'pg';
import { World } from '../support/world.js';
import { allPages, type Row } from './support.js';

let world: World;
beforeAll(async () => {
  world = await World.start({ TRUST_PROXY: '1' });
});
afterAll(() => world.stop());

async function events(organization: Awaited<ReturnType<World['organization']>>, query = ''): Promise<Row[]> {
  return allPages(organization.owner, `${organization.path}/audit-events${query}`, 100);
}

describe('every change leaves an event', () => {
  it('with its actor, target, changes, address and request id', async () => {
    const ada = await world.person('Ada');
    const headers = { 'x-request-id': 'audit-0001', 'x-forwarded-for': '203.0.113.7' };
    const created = await ada.post('/organizations', { name: 'Acme' }, headers);
    const path = `/organizations/${created.body.id}`;
    const organization = { id: created.body.id as string, owner: ada, path };
    await ada.call('PUT', `${path}/billing/plan`, { body: { plan: 'pro' }, headers });
    const member = await world.member(organization, 'member');
    const leaver = await world.member(organization, 'viewer');
    await ada.call('PATCH', `${path}/members/${member.membershipId}`, { body: { role: 'admin' }, headers });
    const invited = await ada.post(`${path}/invitations`, { email: 'x@example.com', role: 'viewer' }, headers);
    await ada.post(`${path}/invitations/${invited.body.id}/resend`, undefined, headers);
    await ada.call('DELETE', `${path}/invitations/${invited.body.id}`, { headers });
    await ada.post(`${path}/invitations`, { email: leaver.email?.replace('@', '+2@'), role: 'viewer' }, headers);
    const decliner = await world.person('Decliner');
    await ada.post(`${path}/invitations`, { email: decliner.email, role: 'viewer' }, headers);
    const token = await world.tokenFor(decliner.email ?? '');
    await decliner.post(`/invitations/${token}/decline`, undefined, headers);
    await leaver.call('DELETE', `${path}/members/${leaver.membershipId}`, { headers });
    await ada.call('DELETE', `${path}/members/${member.membershipId}`, { headers });

    const all = (await events(organization)).reverse();
    const { body: me } = await ada.get(`${path}/members`);
    const owner = { kind: 'member', id: me.data[0].id as string, name: 'Ada' };
    const at: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const eventOf = (action: string, index = 0) => all.filter((event) => event['action'] === action)[index];
    const usual = { actor: owner, ip: '203.0.113.7', requestId: 'audit-0001', at, changes: {} };
    expect(eventOf('organization.created')).toMatchObject({
      ...usual,
      target: { kind: 'organization', id: organization.id, name: 'Acme' },
    });
    expect(eventOf('subscription.plan_changed')).toMatchObject({
      ...usual,
      target: { kind: 'subscription', name: 'Acme' },
      changes: { plan: { from: 'free', to: 'pro' } },
    });
    expect(eventOf('member.role_changed')).toMatchObject({
      ...usual,
      target: { kind: 'member', id: member.membershipId, name: 'member' },
      changes: { role: { from: 'member', to: 'admin' } },
    });
    const invitation = { kind: 'invitation', id: invited.body.id as string, name: 'x@example.com' };
    for (const [action, index] of [
      ['invitation.sent', 2],
      ['invitation.resent', 0],
      ['invitation.revoked', 0],
    ] as const) {
      expect(eventOf(action, index)).toMatchObject({ ...usual, target: invitation });
    }
    expect(eventOf('invitation.accepted')).toMatchObject({
      actor: { kind: 'member', id: member.membershipId, name: 'member' },
      target: { kind: 'invitation', name: member.email },
    });
    expect(eventOf('invitation.declined')).toMatchObject({
      ...usual,
      actor: { kind: 'member', id: null, name: 'Decliner' },
      target: { kind: 'invitation', name: decliner.email },
    });
    expect(eventOf('member.left')).toMatchObject({
      ...usual,
      actor: { kind: 'member', id: leaver.membershipId, name: 'viewer' },
      target: { kind: 'member', id: leaver.membershipId, name: 'viewer' },
      changes: { status: { from: 'active', to: 'removed' } },
    });
    expect(eventOf('member.removed')).toMatchObject({ ...usual, target: { id: member.membershipId, name: 'member' } });
    expect(all).toHaveLength(15);
    // No event is written for a change that did not happen.
    await ada.call('PUT', `${path}/billing/plan`, { body: { plan: 'pro' } });
    await ada.call('PATCH', `${path}/members/${me.data[0].id}`, { body: { role: 'viewer' } });
    await ada.get(`${path}/members`);
    expect(await events(organization)).toHaveLength(15);
    const actors = await events(organization, `?actor=${leaver.membershipId}`);
    expect(actors.map((event) => event['action'])).toEqual(['member.left', 'invitation.accepted']);
    expect(await events(organization, '?action=invitation.sent')).toHaveLength(5);
  });

  it('in the same transaction: where the event cannot be written, nothing is changed', async () => {
    const organization = await world.organization('pro');
    const { owner, path } = organization;
    const member = await world.member(organization, 'member');
    const { body: pending } = await owner.post(`${path}/invitations`, { email: 'open@example.com', role: 'viewer' });
    const guest = await world.person('Guest');
    await owner.post(`${path}/invitations`, { email: guest.email, role: 'viewer' });
    const token = await world.tokenFor(guest.email ?? '');
    const tables = ['organization', 'membership', 'subscription', 'seat', 'invitation', 'invitation_mail', 'outbox'];
    const state = async () => {
      const texts = await Promise.all(
        tables.map(async (table) => {
          const { rows } = await world.database.admin.query<{ row: string }>(
            // Scheduled runs are added by the clock, no matter who calls.
            `select (to_jsonb(t) - 'last_active_at')::text as row from ${table} t
             where ${table === 'outbox' ? `queue <> 'maintenance'` : 'true'} order by 1`,
          );
          return rows.map(({ row }) => row);
        }),
      );
      return texts;
    };
    await world.mailTo('open@example.com');
    await world.database.admin.query(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no event'; end $$;
       create trigger refuse before insert on audit_event for each row execute function refuse()`,
    );
    try {
      const before = await state();
      const answers = [
        await owner.post('/organizations', { name: 'Never' }),
        await owner.put(`${path}/billing/plan`, { plan: 'enterprise' }),
        await owner.post(`${path}/invitations`, { email: 'never@example.com', role: 'viewer' }),
        await owner.post(`${path}/invitations/${pending.id}/resend`),
        await owner.delete(`${path}/invitations/${pending.id}`),
        await guest.post(`/invitations/${token}/accept`),
        await guest.post(`/invitations/${token}/decline`),
        await owner.patch(`${path}/members/${member.membershipId}`, { role: 'viewer' }),
        await member.delete(`${path}/members/${member.membershipId}`),
        await owner.delete(`${path}/members/${member.membershipId}`),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 500));
      expect(answers.map(({ text }) => text).join()).not.toContain('no event');
      expect(await state()).toEqual(before);
    } finally {
      await world.database.admin.query('drop trigger refuse on audit_event; drop function refuse');
    }
  });
});

describe('the audit log', () => {
  it("cannot be changed or emptied by the application's own role", async () => {
    const { id } = await world.organization('free');
    const application = new pg.Client({ connectionString: world.database.applicationUrl });
    await application.connect();
    try {
      for (const statement of [
        `update audit_event set actor_name = 'No one'`,
        'delete from audit_event',
        'truncate audit_event',
        'drop table audit_event',
        'alter table audit_event disable row level security',
      ]) {
        await application.query(`begin; set local app.organization_id = '${id}'`);
        await expect(application.query(statement)).rejects.toMatchObject({ code: '42501' });
        await application.query('rollback');
      }
    } finally {
      await application.end();
    }
  });

  it.each([
    // On the last Sunday of October Berlin's day is 25 hours long, on that of March 23.
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', '2026-10-25T22:59:59.999Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59.999Z'],
    ['America/St_Johns', '2026-11-01', '2026-11-01T02:30:00Z', '2026-11-02T03:29:59.999Z'],
    ['Pacific/Apia', '2026-07-01', '2026-06-30T11:00:00Z', '2026-07-01T10:59:59.999Z'],
    // Names that Postgres reads as abbreviations, which have no daylight saving.
    ['CET', '2026-07-01', '2026-06-30T22:00:00Z', '2026-07-01T21:59:59.999Z'],
    ['EET', '2026-07-01', '2026-06-30T21:00:00Z', '2026-07-01T20:59:59.999Z'],
    ['MET', '2026-07-01', '2026-06-30T22:00:00Z', '2026-07-01T21:59:59.999Z'],
    ['WET', '2026-07-01', '2026-06-30T23:00:00Z', '2026-07-01T22:59:59.999Z'],
    // There the clocks go forward at midnight: the day begins at one o'clock.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z', '2026-09-07T02:59:59.999Z'],
  ])('in %s filters by the local day %s', async (timezone, day, first, last) => {
    const owner = await world.person('Keeper');
    const { body } = await owner.post('/organizations', { name: 'Days', timezone });
    const organization = { id: body.id as string, owner, path: `/organizations/${body.id}` };
    const before = new Date(Date.parse(first) - 1).toISOString();
    const after = new Date(Date.parse(last) + 1).toISOString();
    for (const at of [before, first, last, after]) {
      await world.database.admin.query(
        `insert into audit_event (organization_id, id, action, actor_kind, actor_name, target_kind, changes, at)
         values ($1, gen_random_uuid(), 'member.removed', 'system', $2::text, 'member', '{}', $2::text::timestamptz)`,
        [body.id, at],
      );
    }
    const found = async (query: string) =>
      (await events(organization, `?action=member.removed&${query}`)).map(
        ({ actor }) => (actor as { name: string }).name,
      );
    expect(await found(`from=${day}&to=${day}`)).toEqual([last, first]);
    expect(await found(`from=${day}`)).toEqual([after, last, first]);
    expect(await found(`to=${day}`)).toEqual([last, first, before]);
    expect(await found('from=1900-01-01&to=9999-12-31')).toEqual([after, last, first, before]);
  });

  it.each([
    'from=2026-02-30',
    'to=2026-13-01',
    'from=2026-1-1',
    'from=yesterday',
    'from=2026-01-01T00:00:00Z',
    'actor=me',
    'action=none',
  ])('refuses %s', async (query) => {
    const { owner, path } = await world.organization('free');
    expect((await owner.get(`${path}/audit-events?${query}`)).status).toBe(422);
  });
});
