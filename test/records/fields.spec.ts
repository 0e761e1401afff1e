import { World } from '../support/world.js';
import { BAD_TEXTS, KINDS, pointersOf } from './support/kinds.js';

let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
beforeAll(async () => {
  world = await World.start();
  organization = await world.organization();
});
afterAll(() => world.stop());

const NO_TEXT = [null, 7, true, {}, [], '', '   ', 'line\nbreak', 'a\u202eb'];
const LISTS = [null, 'text', {}, [null], ['text'], [[]], [7], Array.from({ length: 101 }, () => ({}))];
const NO_REFERENCE = [7, '', 'abc', {}, '019ab970-ffff-7fff-bfff-ffffffffffff'];
const NO_INSTANT = [
  7,
  '',
  'yesterday',
  '2026-12-01',
  '2026-12-01T09:00',
  '2026-13-01T09:00:00Z',
  '2026-02-30T09:00:00Z',
  {},
];

/** Values that a field refuses, each when the record is created and when it is changed. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  leads: {
    name: [...NO_TEXT, 'x'.repeat(201)],
    email: [7, '', 'nobody', 'a@b', 'a@example.com, b@example.com', {}],
    phone: [7, '', 'x'.repeat(51), {}],
    company: [7, '', 'x'.repeat(201), 'a\tb', {}],
    status: [null, 7, '', 'New', 'active', ['new']],
    ownerId: NO_REFERENCE,
  },
  deals: {
    name: [...NO_TEXT, 'x'.repeat(201)],
    amount: [null, 7, 'EUR', [], [{ amount: 1 }]],
    stage: [null, 7, '', 'won', 'new'],
    closedAt: NO_INSTANT,
    leadId: NO_REFERENCE,
    ownerId: NO_REFERENCE,
  },
  campaigns: {
    name: [...NO_TEXT, 'x'.repeat(201)],
    status: [null, 7, '', 'new'],
    scheduledFor: [
      7,
      '',
      '2030-03-01',
      '2030-03-01T09:00:00',
      '2030-03-01T09:00Z',
      '2030-02-30T09:00',
      '2030-03-01T24:01',
      {},
    ],
    ownerId: NO_REFERENCE,
  },
  sequences: {
    name: [...NO_TEXT, 'x'.repeat(201)],
    campaignId: NO_REFERENCE,
    steps: LISTS,
    ownerId: NO_REFERENCE,
  },
  calls: {
    direction: [null, 7, '', 'sideways'],
    leadId: NO_REFERENCE,
    startedAt: [null, ...NO_INSTANT],
    durationSeconds: [-1, 1.5, '90', 86_401, {}],
    outcome: [7, '', 'x'.repeat(501), {}],
  },
  automations: {
    name: [...NO_TEXT, 'x'.repeat(201)],
    trigger: [...NO_TEXT, 'x'.repeat(101)],
    conditions: LISTS,
    actions: LISTS,
    enabled: [null, 'true', 1, {}],
  },
  integrations: {
    name: [...NO_TEXT, 'x'.repeat(201)],
    provider: [...NO_TEXT, 'x'.repeat(101)],
    settings: [null, 7, 'text', [], { key: 7 }, { key: null }, { key: { deep: 'x' } }, { '': 'x' }],
  },
};

describe.each(Object.keys(KINDS))('%s', (kind) => {
  const { create } = KINDS[kind as keyof typeof KINDS];

  it.each(Object.entries(REFUSED[kind] ?? {}))(
    'refuse a bad %s, with its pointer, and store nothing',
    async (field, values) => {
      const { owner, path } = organization;
      const stored = (await owner.post(`${path}/${kind}`, create)).body;
      for (const value of values) {
        const created = await owner.post(`${path}/${kind}`, { ...create, [field]: value });
        const changed = await owner.patch(`${path}/${kind}/${stored.id}`, { [field]: value });
        for (const answer of [created, changed]) {
          expect([value, answer.status, pointersOf(answer)]).toEqual([
            value,
            422,
            [expect.stringMatching(`^/${field}(/.+)?$`)],
          ]);
        }
      }
      expect((await owner.get(`${path}/${kind}/${stored.id}`)).body).toEqual(stored);
    },
  );

  it('refuse what they do not know and what is not for a request', async () => {
    const { owner, path } = organization;
    for (const field of [
      'unknown',
      'id',
      'version',
      'createdAt',
      'previousOwnerId',
      'organizationId',
      'sealed_settings',
    ]) {
      const created = await owner.post(`${path}/${kind}`, { ...create, [field]: 'x' });
      expect([created.status, pointersOf(created)]).toEqual([422, [`/${field}`]]);
    }
    const listed = await owner.get(`${path}/${kind}?unknown=1`);
    expect([listed.status, pointersOf(listed)]).toEqual([422, ['/unknown']]);
  });

  it('name every required field that is missing, and nothing more', async () => {
    const { owner, path } = organization;
    const answer = await owner.post(`${path}/${kind}`, {});
    expect(pointersOf(answer).sort()).toEqual(
      KINDS[kind as keyof typeof KINDS].required.map((name) => `/${name}`).sort(),
    );
  });

  it('begin with the defaults, and keep what a change leaves out', async () => {
    const { owner, path } = organization;
    const { minimal, defaults } = KINDS[kind as keyof typeof KINDS];
    const { body } = await owner.post(`${path}/${kind}`, minimal);
    expect(body).toMatchObject({
      ...defaults,
      version: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect((await owner.patch(`${path}/${kind}/${body.id}`, {})).body).toEqual(body);
  });

  it('take every text that people write, trimmed, up to the limit in characters', async () => {
    const { owner, path } = organization;
    if (kind === 'calls') return;
    for (const name of ['  Žluťoučký kůň  ', '😀'.repeat(200), "Robert'); drop table lead;--", ...BAD_TEXTS]) {
      const { status, body } = await owner.post(`${path}/${kind}`, { ...create, name });
      expect([status, body.name]).toEqual([201, name.trim()]);
    }
  });
});

describe('a money amount', () => {
  it.each([
    [{}, '/amount/amount'],
    [{ amount: -1 }, '/amount/amount'],
    [{ amount: 1.5 }, '/amount/amount'],
    [{ amount: '1' }, '/amount/amount'],
    [{ amount: null }, '/amount/amount'],
    [{ amount: 9_007_199_254_740_992 }, '/amount/amount'],
    [{ amount: 1, currency: 'eur' }, '/amount/currency'],
    [{ amount: 1, currency: 'XXX' }, '/amount/currency'],
    [{ amount: 1, currency: null }, '/amount/currency'],
    [{ amount: 1, cents: 1 }, '/amount/cents'],
  ])('is not %j', async (amount, pointer) => {
    const { owner, path } = organization;
    const answer = await owner.post(`${path}/deals`, { name: 'Deal', amount });
    expect([answer.status, pointersOf(answer)]).toEqual([422, [pointer]]);
  });
});

describe('free objects', () => {
  it.each([
    ['sequences', 'steps'],
    ['automations', 'conditions'],
    ['automations', 'actions'],
  ] as const)('of %s (%s) are answered as they were given', async (kind, field) => {
    const { owner, path } = organization;
    const objects = [{ b: 1, a: [null, { deep: ['x', 1.5e300, -0.1, true] }] }, {}, { 'a/b~c': '😀', ü: '' }];
    const { status, body } = await owner.post(`${path}/${kind}`, { ...KINDS[kind].create, [field]: objects });
    expect(status).toBe(201);
    expect(body[field]).toEqual(objects);
    expect((await owner.get(`${path}/${kind}/${body.id}`)).body).toEqual(body);
    // Sent back as it was read it changes nothing.
    expect((await owner.patch(`${path}/${kind}/${body.id}`, { [field]: body[field] })).body.version).toBe(1);
    const half = await owner.post(`${path}/${kind}`, { ...KINDS[kind].create, [field]: [{ a: '\ud800 alone' }] });
    expect(half).toMatchObject({ status: 400, body: { code: 'malformed-request' } });
  });
});
