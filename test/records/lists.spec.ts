import type { Client } from '../support/client.js';
import { World } from '../support/world.js';
import { KIND_NAMES, KINDS, OWNED, pointersOf } from './support/kinds.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly [property: string]: unknown;
}

async function namesOf(client: Client, path: string): Promise<string[]> {
  const { status, text, body } = await client.get(path);
  if (status !== 200) throw new Error(text);
  return (body.data as Listed[]).map(({ name }) => name);
}

/** Every page; `between` runs after each. */
async function pagesOf(
  client: Client,
  path: string,
  between: (page: number) => Promise<unknown> = () => Promise.resolve(),
) {
  const all: Listed[] = [];
  let cursor: string | null = null;
  let page = 0;
  do {
    const { status, text, body } = await client.get(`${path}${cursor ? `&cursor=${cursor}` : ''}`);
    if (status !== 200) throw new Error(text);
    all.push(...(body.data as Listed[]));
    cursor = body.nextCursor as string | null;
    await between((page += 1));
  } while (cursor);
  return all;
}

describe('a search', () => {
  it('finds leads by part of name, address and company, and takes wildcards literally', async () => {
    const { owner, path } = await world.organization();
    const leads = [
      { name: 'Ada Lovelace', email: 'countess@engine.example', company: 'Analytical' },
      { name: '100%_sure\\', email: 'sure@example.com', company: null },
      { name: '100 and a bit', email: null, company: "O'Neil; Sons" },
    ];
    for (const lead of leads) await owner.post(`${path}/leads`, lead);
    const found = (q: string) => namesOf(owner, `${path}/leads?sort=name&q=${encodeURIComponent(q)}`);
    expect(await found('LOVE')).toEqual(['Ada Lovelace']);
    expect(await found('engine.ex')).toEqual(['Ada Lovelace']);
    expect(await found('lytic')).toEqual(['Ada Lovelace']);
    expect(await found("o'neil;")).toEqual(['100 and a bit']);
    expect(await found('0%_s')).toEqual(['100%_sure\\']);
    expect(await found('_')).toEqual(['100%_sure\\']);
    expect(await found('%')).toEqual(['100%_sure\\']);
    expect(await found('sure\\')).toEqual(['100%_sure\\']);
    expect(await found('100')).toHaveLength(2);
    expect(await found('nothing of that kind')).toEqual([]);
    expect(await found('')).toHaveLength(3);
  });

  it('of one or two letters finds the words that begin with them', async () => {
    const { owner, path } = await world.organization();
    const leads = [
      { name: 'Ada Lovelace', email: 'countess@engine.example', company: 'Analytical' },
      { name: 'Grace Hopper', email: 'grace@example.com', company: "O'Neil; Sons" },
      { name: 'Émile 王伟', email: null, company: null },
    ];
    for (const lead of leads) await owner.post(`${path}/leads`, lead);
    const found = (q: string) => namesOf(owner, `${path}/leads?sort=name&q=${encodeURIComponent(q)}`);
    expect(await found('lo')).toEqual(['Ada Lovelace']);
    expect(await found('EN')).toEqual(['Ada Lovelace']);
    expect(await found('n')).toEqual(['Grace Hopper']);
    expect(await found('ex')).toEqual(['Ada Lovelace', 'Grace Hopper']);
    // Accents are optional, in what is searched for and in what is found.
    expect(await found('em')).toEqual(['Émile 王伟']);
    expect(await found('ém')).toEqual(['Émile 王伟']);
    // Words are without spaces there, so these are sought anywhere.
    expect(await found('伟')).toEqual(['Émile 王伟']);
    expect(await found('ve')).toEqual([]);
    expect((await owner.get(`${path}/leads?q=e&limit=1&sort=name`)).body.data).toHaveLength(1);
  });

  it.each(['deals', 'campaigns', 'sequences', 'automations', 'integrations'] as const)(
    'finds %s by part of their name, within the other filters',
    async (kind) => {
      const { owner, path } = await world.organization();
      const { minimal } = KINDS[kind];
      for (const name of ['Autumn', 'Summer', 'Summit']) await owner.post(`${path}/${kind}`, { ...minimal, name });
      expect(await namesOf(owner, `${path}/${kind}?q=SUM&sort=name`)).toEqual(['Summer', 'Summit']);
      const first = await owner.get(`${path}/${kind}?q=sum&sort=-name&limit=1`);
      expect(first.body.data[0].name).toBe('Summit');
      expect(await namesOf(owner, `${path}/${kind}?q=sum&sort=-name&cursor=${first.body.nextCursor}`)).toEqual([
        'Summer',
      ]);
    },
  );

  it('finds all of what is common, page by page', async () => {
    const { owner, path, id } = await world.organization();
    await world.database.admin.query(
      `insert into lead (organization_id, id, name, status)
       select $1, gen_random_uuid(), 'Common ' || n, 'new' from generate_series(1, 1100) n`,
      [id],
    );
    const all = await pagesOf(owner, `${path}/leads?q=common&limit=100&sort=name`);
    expect(new Set(all.map((lead) => lead.id)).size).toBe(1_100);
  });
});

describe('filters', () => {
  it('choose by status and stage, one or several', async () => {
    const { owner, path } = await world.organization();
    for (const status of ['new', 'contacted', 'lost']) await owner.post(`${path}/leads`, { name: status, status });
    for (const stage of ['proposal', 'closed_won']) {
      await owner.post(`${path}/deals`, { name: stage, stage, amount: { amount: 1 } });
    }
    for (const status of ['active', 'completed']) await owner.post(`${path}/campaigns`, { name: status, status });
    expect(await namesOf(owner, `${path}/leads?status=lost`)).toEqual(['lost']);
    expect(await namesOf(owner, `${path}/leads?status=new,lost&sort=name`)).toEqual(['lost', 'new']);
    expect(await namesOf(owner, `${path}/leads?status=qualified`)).toEqual([]);
    expect(await namesOf(owner, `${path}/deals?stage=closed_won`)).toEqual(['closed_won']);
    expect(await namesOf(owner, `${path}/deals?stage=closed_won,proposal,closed_lost&sort=-name`)).toEqual([
      'proposal',
      'closed_won',
    ]);
    expect(await namesOf(owner, `${path}/campaigns?status=active`)).toEqual(['active']);
  });

  it("lists the deals that were closed in a range of days, in the organization's timezone", async () => {
    const { owner, path } = await world.organization();
    await owner.patch(path, { timezone: 'Europe/Berlin' });
    for (const [name, stage, closedAt] of [
      ['before', 'closed_won', '2026-10-31T23:59:59+01:00'],
      ['first', 'closed_won', '2026-11-01T00:00:00+01:00'],
      ['last', 'closed_lost', '2026-11-30T23:59:59+01:00'],
      ['after', 'closed_won', '2026-12-01T00:00:00+01:00'],
      ['open', 'proposal', undefined],
    ]) {
      const body = { name, stage, amount: { amount: 1 }, ...(closedAt ? { closedAt } : {}) };
      expect((await owner.post(`${path}/deals`, body)).status).toBe(201);
    }
    const november = 'closedFrom=2026-11-01&closedTo=2026-11-30';
    expect(await namesOf(owner, `${path}/deals?${november}&sort=name`)).toEqual(['first', 'last']);
    expect(await namesOf(owner, `${path}/deals?${november}&stage=closed_won`)).toEqual(['first']);
    expect(await namesOf(owner, `${path}/deals?closedTo=2026-10-31`)).toEqual(['before']);
    await owner.post(`${path}/deals`, { name: 'dollars', amount: { amount: 1, currency: 'USD' }, stage: 'proposal' });
    expect(await namesOf(owner, `${path}/deals?currency=USD`)).toEqual(['dollars']);
    expect(await namesOf(owner, `${path}/deals?currency=USD,EUR&stage=proposal&sort=name`)).toEqual([
      'dollars',
      'open',
    ]);
    expect(await namesOf(owner, `${path}/deals?closedFrom=2026-12-01`)).toEqual(['after']);
    const file = await owner.get(`${path}/exports/deals.csv?closedFrom=2026-12-01`);
    expect(file.text.trim().split('\n')).toHaveLength(2);
  });

  it.each(OWNED)('choose %s by owner, by none and by the owner before', async (kind) => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const member = await world.member(organization, 'member');
    const { minimal } = KINDS[kind];
    const make = async (name: string, ownerId?: string | null) =>
      (await owner.post(`${path}/${kind}`, { ...minimal, name, ...(ownerId === undefined ? {} : { ownerId }) })).body;
    await make('nobody', null);
    await make('theirs', member.membershipId);
    const given = await make('given', member.membershipId);
    await owner.patch(`${path}/${kind}/${given.id}`, { ownerId: null });
    const own = await make('own');
    const list = (query: string) => namesOf(owner, `${path}/${kind}?sort=name&${query}`);
    expect(await list('ownerId=none')).toEqual(['given', 'nobody']);
    expect(await list(`ownerId=${member.membershipId}`)).toEqual(['theirs']);
    expect(await list(`ownerId=${String(own.ownerId).toUpperCase()}`)).toEqual(['own']);
    expect(await list(`previousOwnerId=${member.membershipId}`)).toEqual(['given']);
    expect(await list(`ownerId=none&previousOwnerId=${member.membershipId}&q=giv`)).toEqual(['given']);
    expect(await list(`ownerId=${own.ownerId}&previousOwnerId=${member.membershipId}`)).toEqual([]);
  });

  it.each([
    ['leads?status=', '/status'],
    ['leads?status=new,new', '/status'],
    ['leads?status=won', '/status'],
    ['leads?stage=proposal', '/stage'],
    ['deals?stage=new', '/stage'],
    ['deals?currency=euro', '/currency'],
    ['deals?currency=EUR,EUR', '/currency'],
    ['deals?closedFrom=2026-02-30', '/closedFrom'],
    ['deals?closedTo=tomorrow', '/closedTo'],
    ['leads?closedFrom=2026-02-01', '/closedFrom'],
    ['deals?status=new', '/status'],
    ['leads?ownerId=nobody', '/ownerId'],
    ['leads?previousOwnerId=none', '/previousOwnerId'],
    ['leads?q=a&q=b', '/q'],
    ['leads?sort=amount', '/sort'],
    ['leads?sort=', '/sort'],
    ['deals?sort=-amount,name', '/sort'],
    ['calls?q=a', '/q'],
    ['calls?sort=name', '/sort'],
    ['calls?ownerId=none', '/ownerId'],
    ['automations?ownerId=none', '/ownerId'],
    ['leads?limit=0', '/limit'],
    ['leads?limit=101', '/limit'],
    ['leads?cursor=abc', '/cursor'],
  ])('refuse %s', async (query, pointer) => {
    const { owner, path } = await shared();
    const answer = await owner.get(`${path}/${query}`);
    expect([answer.status, pointersOf(answer)]).toEqual([422, [pointer]]);
  });
});

let one: ReturnType<World['organization']> | null = null;
function shared(): ReturnType<World['organization']> {
  return (one ??= world.organization());
}

describe('a sort', () => {
  const SORTS = KIND_NAMES.flatMap((kind) =>
    [
      ...(kind === 'calls' ? ['startedAt'] : ['name']),
      ...(kind === 'deals' ? ['amount'] : []),
      'createdAt',
      'updatedAt',
    ].flatMap((sort) => [[kind, sort] as const, [kind, `-${sort}`] as const]),
  );

  it.each(SORTS)('of %s by %s shows each once, in order, while others come and go', async (kind, sort) => {
    const { owner, path } = await world.organization();
    const make = async (number: number): Promise<Listed> => {
      const given = {
        name: { name: ['b', 'A', 'a', 'Ä', 'é', 'Z', 'z'][number % 7] ?? 'x' },
        amount: { amount: { amount: (number % 3) * 100 } },
        startedAt: { startedAt: `2026-11-0${1 + (number % 4)}T09:00:00Z` },
      };
      const { minimal } = KINDS[kind];
      const values = {
        ...minimal,
        ...(kind === 'calls' ? given.startedAt : given.name),
        ...(kind === 'deals' ? given.amount : {}),
      };
      const { status, text, body } = await owner.post(`${path}/${kind}`, values);
      if (status !== 201) throw new Error(text);
      return body as Listed;
    };
    const made: Listed[] = [];
    for (let number = 0; number < 8; number += 1) made.push(await make(number));
    const expected = (await owner.get(`${path}/${kind}?sort=${sort}`)).body.data as Listed[];
    expect(new Set(expected.map(({ id }) => id))).toEqual(new Set(made.map(({ id }) => id)));
    expectOrder(expected, sort);

    const deletedIds = new Set<string>();
    const seen = await pagesOf(owner, `${path}/${kind}?sort=${sort}&limit=3`, async (page) => {
      const shown = expected[page * 3 - 1];
      // The row of the cursor itself goes away, and another comes.
      if (shown) await owner.delete(`${path}/${kind}/${shown.id}`);
      deletedIds.add(shown?.id ?? '');
      if (page === 1) await make(2);
    });
    const ofBefore = seen.filter(({ id }) => made.some((record) => record.id === id)).map(({ id }) => id);
    expect(ofBefore).toEqual(expected.map(({ id }) => id));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  });

  it('has cursors that no other kind or sort takes', async () => {
    const { owner, path } = await world.organization();
    for (let number = 0; number < 2; number += 1) await owner.post(`${path}/leads`, { name: 'Lead' });
    const { nextCursor } = (await owner.get(`${path}/leads?limit=1`)).body;
    expect((await owner.get(`${path}/leads?cursor=${nextCursor}`)).status).toBe(200);
    for (const other of ['deals?sort=-createdAt', 'leads?sort=createdAt', 'campaigns?limit=1']) {
      const answer = await owner.get(`${path}/${other}&cursor=${nextCursor}`);
      expect([answer.status, pointersOf(answer)]).toEqual([422, ['/cursor']]);
    }
  });
});

/** Unicode's root order, as Postgres has it. */
const rootOrder = new Intl.Collator('und');
const byName = (a: string | number, b: string | number): number => rootOrder.compare(String(a), String(b));

function expectOrder(records: readonly Listed[], sort: string): void {
  const property = sort.replace('-', '');
  const valueOf = (record: Listed): string | number => {
    const value = record[property];
    if (typeof value === 'object') return (value as { amount: number }).amount;
    return property === 'name' ? (value as string).toLowerCase() : (value as string);
  };
  const values = records.map(valueOf);
  const sorted = [...values].sort((a, b) => (property === 'name' ? byName(a, b) : a < b ? -1 : a > b ? 1 : 0));
  expect(values).toEqual(sort.startsWith('-') ? sorted.reverse() : sorted);
}
