import { World } from '../support/world.js';
import type { Answer } from '../support/client.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

type Acme = Awaited<ReturnType<World['organization']>>;

const set = ({ owner, path }: Acme, period: string, amount: unknown): Promise<Answer> =>
  owner.put(`${path}/revenue-targets/${period}`, { amount });
const pointers = ({ body }: Answer): string[] => body.errors.map(({ pointer }: { pointer: string }) => pointer);
const list = async ({ owner, path }: Acme, query = ''): Promise<Answer['body']> =>
  (await owner.get(`${path}/revenue-targets${query}`)).body;

describe('the target of a single period', () => {
  it('is set for a month or a fiscal quarter, replaced, and removed', async () => {
    const acme = await world.organization();
    expect(await set(acme, 'FY2027-Q1', { amount: 900 })).toMatchObject({
      status: 200,
      body: { period: 'FY2027-Q1', amount: { amount: 900, currency: 'EUR' } },
    });
    await set(acme, '2026-12', { amount: 300, currency: 'EUR' });
    await set(acme, '2026-12', { amount: 400 });
    expect((await list(acme)).data).toEqual([
      { period: '2026-12', amount: { amount: 400, currency: 'EUR' } },
      { period: 'FY2027-Q1', amount: { amount: 900, currency: 'EUR' } },
    ]);
    const removed = await acme.owner.delete(`${acme.path}/revenue-targets/2026-12`);
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect(await acme.owner.delete(`${acme.path}/revenue-targets/2026-12`)).toMatchObject({
      status: 404,
      body: { code: 'revenue-target-not-found' },
    });
    expect((await list(acme)).data).toHaveLength(1);
  });

  it.each([
    '2026',
    '2026-00',
    '2026-13',
    '2026-1',
    '26-01',
    '1969-12',
    'FY2027-Q0',
    'FY2027-Q5',
    'FY2027',
    'fy2027-q1',
    '2027-Q1',
    '2026-12-01',
    '2026-12%0A',
    '%E0%A4%B5',
  ])('is refused for the period %s', async (period) => {
    const acme = await world.organization();
    for (const answer of [
      await set(acme, period, { amount: 1 }),
      await acme.owner.delete(`${acme.path}/revenue-targets/${period}`),
    ]) {
      expect(answer).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
      expect(pointers(answer)).toEqual(['/period']);
    }
  });

  it.each([
    ['/amount', undefined],
    ['/amount', null],
    ['/amount', 500],
    ['/amount/amount', { amount: 0.5 }],
    ['/amount/amount', { amount: -1 }],
    ['/amount/amount', { amount: '5' }],
    ['/amount/amount', { amount: 2 ** 53 }],
    ['/amount/currency', { amount: 5, currency: 'USD' }],
    ['/amount/currency', { amount: 5, currency: 'usd' }],
    ['/amount/unit', { amount: 5, unit: 'cents' }],
  ])('is refused at %s for %j', async (pointer, amount) => {
    const acme = await world.organization();
    const refused = await set(acme, '2026-12', amount);
    expect(refused.status).toBe(422);
    expect(pointers(refused)).toEqual([pointer]);
    expect((await list(acme)).data).toEqual([]);
  });

  it('takes 2^53−1 to the last unit', async () => {
    const acme = await world.organization();
    expect((await set(acme, '2026-12', { amount: Number.MAX_SAFE_INTEGER })).body.amount.amount).toBe(2 ** 53 - 1);
    expect((await list(acme)).data[0].amount.amount).toBe(2 ** 53 - 1);
  });

  it('is set again in the new currency after a change of it', async () => {
    const acme = await world.organization();
    await set(acme, '2026-12', { amount: 5 });
    await acme.owner.patch(acme.path, { currency: 'KWD' });
    expect((await list(acme)).data[0].amount.currency).toBe('EUR');
    expect(pointers(await set(acme, '2026-12', { amount: 5, currency: 'EUR' }))).toEqual(['/amount/currency']);
    expect((await set(acme, '2026-12', { amount: 5 })).body.amount).toEqual({ amount: 5, currency: 'KWD' });
  });

  it('is in the audit log, and a target that stays the same does not', async () => {
    const acme = await world.organization();
    await set(acme, '2026-12', { amount: 5 });
    await set(acme, '2026-12', { amount: 5 });
    await set(acme, '2026-12', { amount: 6 });
    await acme.owner.delete(`${acme.path}/revenue-targets/2026-12`);
    const { body } = await acme.owner.get(`${acme.path}/audit-events`);
    const targetEvents = body.data.filter(({ action }: { action: string }) => action.startsWith('revenue_target.'));
    const [five, six] = [5, 6].map((amount) => ({ amount, currency: 'EUR' }));
    expect(targetEvents).toMatchObject([
      { action: 'revenue_target.removed', changes: { amount: { from: six, to: null } } },
      { action: 'revenue_target.set', changes: { amount: { from: five, to: six } } },
      { action: 'revenue_target.set', target: { name: '2026-12' }, changes: { amount: { from: null, to: five } } },
    ]);
    expect(targetEvents).toHaveLength(3);
  });
});

describe('the list of the targets', () => {
  it('goes in pages, none twice and none left out while others come and go', async () => {
    const acme = await world.organization();
    const periods = ['2026-10', '2026-11', '2026-12', 'FY2026-Q4', 'FY2027-Q1'];
    for (const period of periods) await set(acme, period, { amount: 1 });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page = await list(acme, `?limit=2${query}`);
      expect(page.data.length).toBeLessThanOrEqual(2);
      seen.push(...page.data.map(({ period }: { period: string }) => period));
      cursor = page.nextCursor as string | null;
      await set(acme, '2020-01', { amount: 1 });
    }
    expect(seen).toEqual(periods);
    expect(await acme.owner.get(`${acme.path}/revenue-targets?cursor=nonsense`)).toMatchObject({ status: 422 });
    expect(await acme.owner.get(`${acme.path}/revenue-targets?period=2026-10`)).toMatchObject({ status: 422 });
  });

  it('shows nothing of another organization', async () => {
    const [acme, other] = [await world.organization(), await world.organization()];
    await set(acme, '2026-12', { amount: 5 });
    expect((await list(other)).data).toEqual([]);
    expect((await other.owner.delete(`${other.path}/revenue-targets/2026-12`)).status).toBe(404);
    expect((await other.owner.get(`${acme.path}/revenue-targets`)).status).toBe(404);
  });
});
