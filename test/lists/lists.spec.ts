import type { Client } from '../support/client.js';
import { World } from '../support/world.js';
import { allPages, idsOf, page, type Row } from './support.js';

const SORTS = ['name', 'lastActiveAt', 'joinedAt', 'removedAt', 'role'].flatMap((sort) => [sort, `-${sort}`]);
const SIZES = [1, 2, 7, 100];
const RANK = ['owner', 'admin', 'member', 'viewer'];

let world: World;
let id: string;
let path: string;
let owner: Client;
beforeAll(async () => {
  world = await World.start();
  ({ id, path, owner } = await world.organization('enterprise'));
  await seedMembers();
  await seedInvitations();
  // What follows is read by someone whose activity is known already.
  await owner.get(path);
});
afterAll(() => world.stop());

/** Thirty members with names, roles and times that often are the same; every third was never active. */
async function seedMembers(): Promise<void> {
  const { admin } = world.database;
  await admin.query(
    `with person as (
       insert into user_account (user_id, name)
       select gen_random_uuid(), (array['anna', 'Anna', 'Бэлла', '100%_sure\\', 'Zoë'])[1 + n % 5] from generate_series(1, 30) n
       returning user_id, name),
     address as (
       insert into user_email (email, user_id, is_primary)
       select 'p' || row_number() over () || '@' || (case when name = 'Zoë' then 'zoo' else 'example' end) || '.com', user_id, true from person)
     insert into membership (organization_id, id, user_id, role, status, joined_at, last_active_at, removed_at)
     select $1, gen_random_uuid(), user_id, (array['admin', 'member', 'viewer'])[1 + n % 3],
            case when n % 10 = 0 then 'removed' else 'active' end, now() - (n % 4) * interval '1 day',
            case when n % 3 = 0 then null else now() - (n % 5) * interval '1 hour' end,
            case when n % 10 = 0 then now() end
     from (select user_id, (row_number() over ())::int as n from person) numbered`,
    [id],
  );
}

/** A hundred and twenty invitations, ten for each moment. */
async function seedInvitations(): Promise<void> {
  await world.database.admin.query(
    `insert into invitation (organization_id, id, email, role, status, token_hash, invited_by, created_at, last_sent_at, expires_at)
     select $1, gen_random_uuid(), 'i' || n || '@example.com', 'member',
            (array['pending', 'accepted', 'revoked', 'declined', 'pending'])[1 + n % 5],
            sha256(n::text::bytea), m.id, now() - (n / 10) * interval '1 hour', now(),
            case when n % 5 = 4 then now() - interval '1 minute' else now() + interval '1 day' end
     from generate_series(1, 120) n, membership m where m.organization_id = $1 and m.role = 'owner'`,
    [id],
  );
}

function members(query = ''): Promise<Row[]> {
  return allPages(owner, `${path}/members${query}`, 100);
}

describe('the pages of a list', () => {
  it.each(SORTS)('hold every member exactly once in the order of %s, whatever their size', async (sort) => {
    const list = `${path}/members?status=active,removed&sort=${sort}`;
    const whole = idsOf(await allPages(owner, list, 100));
    expect(new Set(whole).size).toBe(31);
    for (const size of SIZES)
      expect({ size, ids: idsOf(await allPages(owner, list, size)) }).toEqual({ size, ids: whole });
  });

  it.each(['invitations', 'audit-events'])('hold all of the %s exactly once, newest first', async (list) => {
    const whole = await allPages(owner, `${path}/${list}`, 100);
    const times = whole.map((row) => String(row['createdAt'] ?? row['at']));
    expect(times).toEqual([...times].sort().reverse());
    for (const size of [1, 7, 50]) expect(idsOf(await allPages(owner, `${path}/${list}`, size))).toEqual(idsOf(whole));
    expect(new Set(idsOf(whole)).size).toBe(list === 'invitations' ? 120 : 2);
  });

  it("hold all of a user's organizations exactly once, by name", async () => {
    const creator = await world.person('Creator');
    for (const name of ['Beta', 'alpha', 'Alpha', 'alpha', 'Ärger', 'gamma', 'Gamma']) {
      await creator.post('/organizations', { name });
    }
    const whole = await allPages(creator, '/organizations', 100);
    expect(whole.map(({ name }) => String(name).toLowerCase()).filter((name) => name === 'alpha')).toHaveLength(3);
    for (const size of [1, 2, 3]) expect(idsOf(await allPages(creator, '/organizations', size))).toEqual(idsOf(whole));
  });

  it('are fifty long unless asked otherwise, and end with a null cursor', async () => {
    const { body } = await owner.get(`${path}/invitations`);
    expect(body.data).toHaveLength(50);
    expect(typeof body.nextCursor).toBe('string');
    expect((await owner.get(`${path}/members`)).body.nextCursor).toBeNull();
  });

  it('stay put while rows come and go', async () => {
    const list = `${path}/invitations`;
    const before = idsOf(await allPages(owner, list, 100));
    const first = await page(owner, list, 10, null);
    const deletedId = before[30] ?? '';
    await world.database.admin.query('delete from invitation where id = any ($1)', [[before[9], deletedId]]);
    await owner.post(list, { email: 'newcomer@example.com', role: 'member' });
    const ids = idsOf(first.body.data as Row[]);
    for (let cursor = first.body.nextCursor as string | null; cursor !== null;) {
      const { body } = await page(owner, list, 10, cursor);
      ids.push(...idsOf(body.data as Row[]));
      cursor = body.nextCursor as string | null;
    }
    expect(ids).toEqual(before.filter((each) => each !== deletedId));
  });
});

describe('the orders of members', () => {
  it('put those who were never active last, both ways', async () => {
    for (const sort of ['lastActiveAt', '-lastActiveAt']) {
      const times = (await members(`?sort=${sort}`)).map((row) => row['lastActiveAt'] as string | null);
      const known = times.filter((time) => time !== null);
      expect(times.slice(0, known.length)).toEqual(known);
      const ordered = [...known].sort();
      expect(known).toEqual(sort === 'lastActiveAt' ? ordered : ordered.reverse());
    }
  });

  it('rank roles from owner to viewer, and ignore case in names', async () => {
    const ranks = (await members('?sort=role')).map(({ role }) => RANK.indexOf(String(role)));
    expect(ranks).toEqual([...ranks].sort());
    const names = (await members('?sort=name')).map(({ name }) => String(name).toLowerCase());
    expect(names.lastIndexOf('anna') - names.indexOf('anna') + 1).toBe(names.filter((name) => name === 'anna').length);
  });
});

describe('the names of members', () => {
  it('are sorted as they are now, also where a process of an older version has added the membership', async () => {
    const organization = await world.organization('enterprise', await world.person('Mia'));
    const [added, renamed] = [
      await world.member(organization, 'member', await world.person('Anna')),
      await world.member(organization, 'member', await world.person('Boris')),
    ];
    const { admin } = world.database;
    await admin.query('update membership set account_name = null where id = $1', [added.membershipId]);
    await admin.query(`update user_account set name = 'Zoë' where user_id = $1`, [renamed.userId]);
    const names = async (query: string) =>
      (await allPages(organization.owner, `${organization.path}/members?${query}`, 1)).map(({ name }) => name);
    expect(await names('sort=name')).toEqual(['Anna', 'Mia', 'Zoë']);
    expect(await names('sort=-name&role=member')).toEqual(['Zoë', 'Anna']);
    expect(await names('q=anna')).toEqual(['Anna']);
    expect(await names('q=zoe')).toEqual(['Zoë']);
  });
});

describe('what a list refuses', () => {
  const lists = ['members', 'invitations', 'audit-events'];

  it.each(['0', '101', '-1', '1.5', 'ten', '', '1e3', '0x10', '99999999999999999999'])('limit=%s', async (limit) => {
    for (const list of [...lists.map((name) => `${path}/${name}`), '/organizations']) {
      expect({ list, answer: await owner.get(`${list}?limit=${limit}`) }).toMatchObject({
        list,
        answer: { status: 422, body: { code: 'validation-failed', errors: [{ pointer: '/limit' }] } },
      });
    }
  });

  it('takes limits of 1 and 100', async () => {
    for (const limit of [1, 100]) expect((await owner.get(`${path}/members?limit=${limit}`)).status).toBe(200);
  });

  it('a cursor that is none, of another list, or of another sort', async () => {
    const cursor = (await page(owner, `${path}/members?sort=name`, 1, null)).body.nextCursor as string;
    const foreign = (await page(owner, `${path}/invitations`, 1, null)).body.nextCursor as string;
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const bad = [
      ...['x', 'null', '%00', 'a'.repeat(2_001), encode({}), encode(['name', 1, 2]), encode(['name', 'a', 'no-id'])],
      encode(['joinedAt', 'yesterday', id]),
      foreign,
    ];
    for (const each of bad) {
      const answer = await owner.get(`${path}/members?cursor=${each}`);
      expect([400, 422]).toContain(answer.status);
      if (each !== '%00') expect(answer.body.errors).toMatchObject([{ pointer: '/cursor' }]);
    }
    for (const sort of ['-name', 'joinedAt', 'role', '-lastActiveAt']) {
      const answer = await owner.get(`${path}/members?sort=${sort}&cursor=${cursor}`);
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/cursor' }] } });
    }
    for (const list of [`${path}/invitations`, `${path}/audit-events`, '/organizations']) {
      expect((await owner.get(`${list}?cursor=${cursor}`)).status).toBe(422);
    }
    expect((await owner.get(`${path}/audit-events?cursor=${foreign}`)).status).toBe(422);
    expect(world.service.output()).not.toContain('"level":"error"');
  });

  it.each([
    'members?status=unknown',
    'members?role=king',
    'members?sort=email',
    'invitations?status=lost',
    'members?status=',
  ])('%s', async (list) => {
    expect((await owner.get(`${path}/${list}`)).status).toBe(422);
  });
});

describe('the filters', () => {
  it('of members: active ones unless asked otherwise, by role, or both together', async () => {
    const everybody = await members('?status=active,removed');
    const matching = (test: (row: Row) => boolean): string[] => idsOf(everybody.filter(test)).sort();
    const found = async (query: string): Promise<string[]> => idsOf(await members(query)).sort();
    expect(await found('')).toEqual(matching(({ status }) => status === 'active'));
    expect(await found('?status=removed')).toEqual(matching(({ status }) => status === 'removed'));
    expect(await found('?role=viewer,owner')).toEqual(
      matching(({ role, status }) => status === 'active' && (role === 'viewer' || role === 'owner')),
    );
    expect(await found('?q=ANNA&role=admin')).toEqual(
      matching(({ name, role, status }) => status === 'active' && role === 'admin' && /anna/i.test(String(name))),
    );
    expect(await found('?q=@zoo.')).toEqual(matching(({ name, status }) => status === 'active' && name === 'Zoë'));
  });

  it('of members: not active since a time, by the day of joining for those who never were', async () => {
    const since = Date.now() - 2 * 3_600_000 - 1_800_000;
    const everyone = await members();
    const found = idsOf(await members(`?inactiveSince=${new Date(since).toISOString()}`));
    const expected = everyone.filter((row) => Date.parse(String(row['lastActiveAt'] ?? row['joinedAt'])) < since);
    expect(expected.some(({ lastActiveAt }) => lastActiveAt === null)).toBe(true);
    expect(expected.some(({ lastActiveAt }) => lastActiveAt !== null)).toBe(true);
    expect(expected.length).toBeLessThan(everyone.length);
    expect(found.sort()).toEqual(idsOf(expected).sort());
    expect((await owner.get(`${path}/members?inactiveSince=yesterday`)).status).toBe(422);
  });

  it('of members: someone whose activity is not written yet is active', async () => {
    const organization = await world.organization('starter');
    const member = await world.member(organization, 'member');
    await world.database.admin.query(
      `update membership set last_active_at = now() - interval '60 days' where organization_id = $1`,
      [organization.id],
    );
    const before = new Date(Date.now() - 30 * 86_400_000).toISOString();
    expect((await member.get(organization.path)).status).toBe(200);
    const { body } = await member.get(`${organization.path}/members?inactiveSince=${before}`);
    expect(body.data).not.toContainEqual(expect.objectContaining({ id: member.membershipId }));
  });

  it.each([
    ['%25', '%'],
    ['_', '_'],
    ['%5C', '\\'],
    ['100%25_sure%5C', '100%_sure\\'],
  ])('take q=%s literally', async (q, text) => {
    const found = await members(`?status=active,removed&q=${q}`);
    expect(found).toHaveLength(6);
    expect(found.every(({ name }) => String(name).includes(text))).toBe(true);
  });

  it('of invitations: by the status of this moment', async () => {
    const all = await allPages(owner, `${path}/invitations`, 100);
    for (const status of ['pending', 'expired', 'accepted', 'revoked', 'declined', 'pending,expired']) {
      const found = await allPages(owner, `${path}/invitations?status=${status}`, 7);
      const expected = all.filter((row) => status.split(',').includes(String(row['status'])));
      expect(found.length).toBeGreaterThan(0);
      expect(idsOf(found)).toEqual(idsOf(expected));
    }
  });
});

describe('the counts', () => {
  it('are of everything that the lists have', async () => {
    const everyone = await members('?status=active,removed');
    const invitations = await allPages(owner, `${path}/invitations?status=pending,expired`, 100);
    const withStatus = (rows: Row[], wanted: string) => rows.filter(({ status }) => status === wanted).length;
    expect((await owner.get(`${path}/members/counts`)).body).toEqual({
      active: withStatus(everyone, 'active'),
      removed: withStatus(everyone, 'removed'),
      invitations: { pending: withStatus(invitations, 'pending'), expired: withStatus(invitations, 'expired') },
    });
  });

  it('have no invitations for those who may not see them', async () => {
    const organization = await world.organization('starter');
    const member = await world.member(organization, 'member');
    await organization.owner.post(`${organization.path}/invitations`, { email: 'counted@example.com', role: 'viewer' });
    // Invited again since: the earlier invitation is stored as expired.
    await world.database.admin.query(
      `insert into invitation (organization_id, id, email, role, status, token_hash, invited_by, created_at, last_sent_at, expires_at, ended_at)
       select organization_id, gen_random_uuid(), email, role, 'expired', sha256('before'::bytea), invited_by,
              now() - interval '9 days', now() - interval '9 days', now() - interval '2 days', now() - interval '2 days'
       from invitation where organization_id = $1 and email = 'counted@example.com'`,
      [organization.id],
    );
    const counts = async (who: Client) => (await who.get(`${organization.path}/members/counts`)).body as unknown;
    expect(await counts(member)).toEqual({ active: 2, removed: 0, invitations: null });
    expect(await counts(organization.owner)).toEqual({
      active: 2,
      removed: 0,
      invitations: { pending: 1, expired: 1 },
    });
  });
});
