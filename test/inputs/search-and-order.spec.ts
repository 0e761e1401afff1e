import { KINDS } from '../records/support/kinds.js';
import type { Client } from '../support/client.js';
import { SUPERADMIN, World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

async function namesOf(client: Client, path: string): Promise<string[]> {
  const { status, text, body } = await client.get(path);
  if (status !== 200) throw new Error(text);
  return (body as { data: { name: string }[] }).data.map(({ name }) => name);
}

const NAMED = ['leads', 'deals', 'campaigns', 'sequences', 'automations', 'integrations'] as const;

/** What is written in one way and searched for in another. */
const FOUND: readonly (readonly [name: string, searches: readonly string[]])[] = [
  ['Zoë Acme', ['Zoë', 'Zoe\u0308', 'ZOË', 'zoe', ' zoë ', 'Zoë  Acme', 'zoë\u00a0acme', 'zo']],
  ['Straßenbau', ['Straße', 'STRASSE', 'strasse', 'STRAẞE']],
  ['MASSE', ['maße', 'masse']],
  ['ΣΊΣΥΦΟΣ Ltd', ['σίσυφος', 'ΣΊΣΥΦΟΣ', 'σισυφοσ']],
  ['İstanbul Office', ['istanbul', 'ISTANBUL', 'İSTANBUL', 'is']],
  ['Łukasz Ørsted', ['lukasz', 'ŁUKASZ', 'ørsted', 'orsted', 'ØR']],
  ['株式会社ガガ', ['会社', 'ガ', 'カ\u3099']],
  ['50%_off\\', ['50%_off\\', '%_', '\\']],
];

describe('a search', () => {
  it.each(NAMED)('of %s finds what is written in another way, and nothing else', async (kind) => {
    const { owner, path } = await world.organization();
    for (const [name] of FOUND)
      await owner.post(`${path}/${kind}`, { ...KINDS[kind].create, company: undefined, email: undefined, name });
    for (const [name, searches] of FOUND) {
      for (const search of searches) {
        const found = await namesOf(owner, `${path}/${kind}?q=${encodeURIComponent(search)}`);
        expect([search, found]).toEqual([search, [name]]);
      }
    }
    for (const nothing of ['zoey', 'strase', '50_%', 'lx']) {
      expect(await namesOf(owner, `${path}/${kind}?q=${encodeURIComponent(nothing)}`)).toEqual([]);
    }
    for (const everything of ['', ' ', '\t\n', '\u00a0']) {
      expect((await namesOf(owner, `${path}/${kind}?q=${encodeURIComponent(everything)}`)).length).toBe(FOUND.length);
    }
  });

  it('of leads finds company and address as well, and reads the same page by page of a common text', async () => {
    const { id, owner, path } = await world.organization();
    await owner.post(`${path}/leads`, { name: 'A', company: 'Müller Söhne', email: 'zo\u00eb@example.com' });
    for (const search of ['muller', 'MÜLLER', 'sohne', 'zoe@', 'ZOË@EXAMPLE']) {
      expect(await namesOf(owner, `${path}/leads?q=${encodeURIComponent(search)}`)).toEqual(['A']);
    }
    // More than a search answers: the list is gone through in order then.
    await world.database.admin.query(
      `insert into lead (organization_id, id, name, status) select $1, gen_random_uuid(), 'Bäcker ' || n, 'new' from generate_series(1, 1100) n`,
      [id],
    );
    for (const search of ['BÄCKER', 'backer', 'ba']) {
      expect((await namesOf(owner, `${path}/leads?limit=100&q=${encodeURIComponent(search)}`)).length).toBe(100);
    }
  });

  it('of people and organizations finds what is written in another way', async () => {
    const organization = await world.organization();
    await organization.owner.patch(organization.path, { name: 'Großhändler Żółć' });
    await world.member(organization, 'viewer', await world.person('Renée Strauß', 'renee@example.com'));
    for (const search of ['RENEE', 'rene\u0301e', 'strauss', 'STRAUẞ', ' Renée']) {
      expect(await namesOf(organization.owner, `${organization.path}/members?q=${encodeURIComponent(search)}`)).toEqual(
        ['Renée Strauß'],
      );
      const superadmin = await world.person('Superadmin', SUPERADMIN);
      expect(await namesOf(superadmin, `/platform/users?q=${encodeURIComponent(search)}`)).toEqual(['Renée Strauß']);
    }
    const superadmin = await world.person('Superadmin', SUPERADMIN);
    for (const search of ['GROSSHANDLER', 'großhändler', 'żółć', 'ZOLC', organization.id.toUpperCase()]) {
      expect(await namesOf(superadmin, `/platform/organizations?q=${encodeURIComponent(search)}`)).toEqual([
        'Großhändler Żółć',
      ]);
    }
  });
});

/** As people expect them, though their code points are in another order. */
const IN_ORDER = [
  '_x',
  '1st',
  'Abel',
  'Äbel',
  'adam',
  'Adam',
  'Ádám',
  'Çelik',
  'Cem',
  'Émile',
  'Emily',
  'Lukas',
  'Łukasz',
  'Ömer',
  'Oscar',
  'Zorn',
  'Zürn',
  'Ελένη',
  'Борис',
  '李',
];

function shuffled(names: readonly string[]): string[] {
  return names
    .map((name, index) => ({ name, key: (index * 7) % names.length }))
    .sort((a, b) => a.key - b.key)
    .map(({ name }) => name);
}

async function pageByPage(client: Client, path: string): Promise<string[]> {
  const names: string[] = [];
  for (let cursor = ''; ;) {
    const { body } = await client.get(`${path}&limit=3${cursor}`);
    names.push(...(body as { data: { name: string }[] }).data.map(({ name }) => name));
    if (body.nextCursor === null) return names;
    cursor = `&cursor=${body.nextCursor as string}`;
  }
}

describe('a list by name', () => {
  it.each(NAMED)('of %s is in the order of alphabets, both ways and page by page', async (kind) => {
    const { owner, path } = await world.organization();
    for (const name of shuffled(IN_ORDER)) await owner.post(`${path}/${kind}`, { ...KINDS[kind].create, name });
    expect(await pageByPage(owner, `${path}/${kind}?sort=name`)).toEqual(IN_ORDER);
    expect(await pageByPage(owner, `${path}/${kind}?sort=-name`)).toEqual([...IN_ORDER].reverse());
  });

  it('of organizations, members and owners of records as well', async () => {
    const organization = await world.organization('enterprise', await world.person('Abel'));
    const people = IN_ORDER.filter((name) => name !== 'Abel');
    for (const name of shuffled(people)) {
      const person = await world.person('Somebody');
      await world.member(organization, 'member', person);
      await world.database.admin.query('update user_account set name = $2 where user_id = $1', [person.userId, name]);
      await person.post(`${organization.path}/leads`, { name: 'Lead' });
    }
    const { owner, path } = organization;
    await owner.post(`${path}/leads`, { name: 'Lead' });
    expect(await pageByPage(owner, `${path}/members?sort=name`)).toEqual(IN_ORDER);
    expect(await pageByPage(owner, `${path}/members?sort=-name`)).toEqual([...IN_ORDER].reverse());
    expect(await namesOf(owner, `${path}/records/owners`)).toEqual(IN_ORDER);
    expect(await namesOf(owner, `${path}/analytics/team`)).toEqual(IN_ORDER);
    const creator = await world.person('Creator');
    const ten = IN_ORDER.slice(2, 12);
    for (const name of shuffled(ten)) await creator.post('/organizations', { name });
    expect(await pageByPage(creator, '/organizations?')).toEqual(ten);
    expect(
      ((await creator.get('/me')).body as { organizations: { name: string }[] }).organizations.map(({ name }) => name),
    ).toEqual(ten);
  });
});
