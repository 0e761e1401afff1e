import { pointersOf } from '../records/support/kinds.js';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

/** Names of letters that show nothing. */
const UNSEEN = [
  '\u3164',
  '\u115f',
  '\u2800',
  '\u00ad',
  '\u034f',
  '\u200b',
  '\ufe0f',
  '\u{e0067}\u{e007f}',
  '\u200d',
  '   ',
  '\u00a0',
];
const DIRECTING = ['a\u202eb', 'a\u2066b', 'a\u0007b', 'a\u009bb'];

describe('every name that someone gives', () => {
  it.each([...UNSEEN, ...DIRECTING])(
    'is refused where nothing of it can be seen, or it turns the line: %j',
    async (name) => {
      const { owner, path } = await world.organization();
      const answers = {
        'a new organization': await owner.post('/organizations', { name }),
        'an organization': await owner.patch(path, { name }),
        'a key': await owner.post(`${path}/api-keys`, { name, role: 'viewer' }),
        'a person': await world.anonymous.post('/auth/sign-in', { email: 'unseen@example.com', name }),
        'a lead': await owner.post(`${path}/leads`, { name }),
        'a company': await owner.post(`${path}/leads`, { name: 'Lead', company: name }),
        'a deal': await owner.post(`${path}/deals`, { name, amount: { amount: 1 } }),
        'an automation': await owner.post(`${path}/automations`, { name, trigger: 't', actions: [] }),
        'a provider': await owner.post(`${path}/integrations`, { name: 'Mail', provider: name }),
        'a conversation': await owner.post(`${path}/conversations`, { title: name }),
      };
      for (const [what, answer] of Object.entries(answers)) {
        expect([what, answer.status, pointersOf(answer).length]).toEqual([what, 422, 1]);
      }
    },
  );

  it.each([
    ['Acme  \u00a0\u2003Sales ', 'Acme Sales'],
    ['Zoe\u0308 & Söhne', 'Zoë & Söhne'],
    ['\ufeffAcme', 'Acme'],
    ['AC\\DC', 'AC\\DC'],
    ['¯\\_(ツ)_/¯', '¯\\_(ツ)_/¯'],
    ['A < B', 'A < B'],
    ['<b>x</b>', '<b>x</b>'],
    ['\u200cمی\u200cخواهم', '\u200cمی\u200cخواهم'],
    ['👩\u200d👩\u200d👧', '👩\u200d👩\u200d👧'],
  ])('is stored in one form: %j as %j', async (given, stored) => {
    const { owner, path } = await world.organization();
    expect((await owner.patch(path, { name: given })).body.name).toBe(stored);
    expect((await owner.post(`${path}/api-keys`, { name: given, role: 'viewer' })).body.name).toBe(stored);
    expect((await owner.post(`${path}/leads`, { name: given })).body.name).toBe(stored);
    const email = `person${Math.random()}@example.com`;
    expect((await world.anonymous.post('/auth/sign-in', { email, name: given })).body.user.name).toBe(stored);
  });

  it('of an organization or a person has each run of white space as one blank, also of line ends', async () => {
    const { owner, path } = await world.organization();
    const name = 'A\t B\u2028C\r\nD';
    expect((await owner.patch(path, { name })).body.name).toBe('A B C D');
    expect((await world.anonymous.post('/auth/sign-in', { email: 'blanks@example.com', name })).body.user.name).toBe(
      'A B C D',
    );
    expect((await owner.delete(`${path}?confirmName=${encodeURIComponent('A\tB C\nD')}`)).status).toBe(204);
  });

  it.each(['https://x.example', 'See //x', 'www.x.example', 'WWW.X.EXAMPLE'])(
    'of an organization has no web address: %s',
    async (name) => {
      const { owner, path } = await world.organization();
      expect([
        (await owner.patch(path, { name })).status,
        (await owner.post('/organizations', { name })).status,
      ]).toEqual([422, 422]);
      expect((await owner.post(`${path}/leads`, { name })).status).toBe(201);
    },
  );
});

describe('the name that confirms a deletion', () => {
  it.each([
    ['Acme\u00a0 Sales', 'Acme Sales'],
    ['Acme Sales', ' Acme  Sales '],
    ['Zoë', 'Zoe\u0308'],
    ['Zoe\u0308', 'Zoë'],
  ])('%j is %j', async (name, confirmed) => {
    const { owner, path } = await world.organization();
    await owner.patch(path, { name });
    expect((await owner.delete(`${path}?confirmName=${encodeURIComponent(`${confirmed}x`)}`)).status).toBe(422);
    expect((await owner.delete(`${path}?confirmName=${encodeURIComponent(confirmed)}`)).status).toBe(204);
  });

  it('is that of an organization whose name was stored in another form by an earlier version', async () => {
    const { id, owner, path } = await world.organization();
    await world.database.admin.query('update organization set name = $2 where organization_id = $1', [
      id,
      'Zoe\u0308  &\u00a0Co',
    ]);
    expect((await owner.delete(`${path}?confirmName=${encodeURIComponent('Zoë & Co')}`)).status).toBe(204);
  });

  it('distinguishes case and accents', async () => {
    const { owner, path } = await world.organization();
    await owner.patch(path, { name: 'Zoë' });
    for (const other of ['zoë', 'Zoe', 'Zo', '']) {
      expect((await owner.delete(`${path}?confirmName=${encodeURIComponent(other)}`)).status).toBe(422);
    }
  });
});

describe('a slug', () => {
  it.each([
    ['Müller GmbH 1', 'mueller-gmbh-1'],
    ['YouTube Partners', 'youtube-partners'],
    ['iPhone XS Sales', 'iphone-xs-sales'],
  ])('of %s is %s', async (name, slug) => {
    const owner = await world.person('Owner');
    expect((await owner.post('/organizations', { name })).body).toMatchObject({ name, slug });
  });

  it.each(['api', 'admin', 'login', 'support', 'security', 'clerk', 'www'])(
    'that the service needs cannot be had: %s',
    async (slug) => {
      const { owner, path } = await world.organization();
      const changed = await owner.patch(path, { slug });
      expect([changed.status, pointersOf(changed)]).toEqual([422, ['/slug']]);
      const { body } = await owner.post('/organizations', { name: slug });
      expect(body.slug).toMatch(new RegExp(`^${slug}-[0-9a-f]{6}$`));
    },
  );

  it('that an organization has had before it was reserved stays', async () => {
    const { id, owner, path } = await world.organization();
    await world.database.admin.query(`update organization_slug set slug = 'help' where organization_id = $1`, [id]);
    await world.database.admin.query(`update organization set slug = 'help' where organization_id = $1`, [id]);
    expect((await owner.patch(path, { slug: 'help', name: 'Help Ltd.' })).body).toMatchObject({
      slug: 'help',
      name: 'Help Ltd.',
    });
  });
});

describe("objects of the sender's own making", () => {
  /** As JSON text: in a literal of JavaScript `__proto__` would set no property. */
  const OBJECT =
    '{"prototype":1,"constructor":{"prototype":{"a":1},"name":"x"},"toString":"x","__proto__":{"constructor":null},"hasOwnProperty":[{"constructor":"String"}],"then":"now","toJSON":"x","length":3,"valueOf":{}}';

  it.each([
    ['automations', 'actions', '"name":"A","trigger":"t"'],
    ['automations', 'conditions', '"name":"A","trigger":"t","actions":[]'],
    ['sequences', 'steps', '"name":"S"'],
  ])('of %s keep every name in %s, also those that every object has', async (kind, property, rest) => {
    const { owner, path } = await world.organization();
    const created = await owner.post(`${path}/${kind}`, `{${rest},"${property}":[${OBJECT}]}`);
    expect(created.status).toBe(201);
    const kept = (text: string): unknown => sorted((JSON.parse(text) as Record<string, unknown>)[property]);
    expect(kept(created.text)).toEqual(sorted(JSON.parse(`[${OBJECT}]`)));
    const at = `${path}/${kind}/${created.body.id}`;
    const changed = await owner.call('PATCH', at, { body: `{"${property}":[{},${OBJECT}]}` });
    expect(kept(changed.text)).toEqual(sorted(JSON.parse(`[{},${OBJECT}]`)));
    expect(kept((await owner.get(at)).text)).toEqual(sorted(JSON.parse(`[{},${OBJECT}]`)));
    const events = await owner.get(`${path}/audit-events`);
    expect(events.status).toBe(200);
    expect(events.text).toContain('hasOwnProperty');
  });

  it("keep the names of an integration's settings", async () => {
    const { owner, path } = await world.organization();
    const created = await owner.post(
      `${path}/integrations`,
      '{"name":"I","provider":"p","settings":{"prototype":"a","constructor":"b","__proto__":"c","toString":"d"}}',
    );
    expect([created.status, created.body.settingNames]).toEqual([
      201,
      ['__proto__', 'constructor', 'prototype', 'toString'],
    ]);
  });

  it('are refused elsewhere, and never dropped in silence', async () => {
    const { owner, path } = await world.organization();
    for (const name of ['prototype', 'constructor', '__proto__', 'toString']) {
      const created = await owner.post(`${path}/leads`, `{"name":"L","${name}":{}}`);
      expect([created.status, pointersOf(created)]).toEqual([422, [`/${name}`]]);
      const deep = await owner.post(`${path}/deals`, `{"name":"D","amount":{"amount":1,"${name}":1}}`);
      expect([deep.status, pointersOf(deep)]).toEqual([422, [`/amount/${name}`]]);
      const listed = await owner.get(`${path}/leads?${name}=1`);
      expect([listed.status, pointersOf(listed)]).toEqual([422, [`/${name}`]]);
    }
  });
});

/** Entries in place of objects, in one order: Postgres sorts names, and a matcher would not look at `__proto__`. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, sorted(inner)] as const);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}
