import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const deal = (currency: string) => ({ name: 'Deal', amount: { amount: 12_345, currency }, stage: 'closed_won' });
const refusedAt = (pointer: string) => ({ status: 422, body: { errors: [{ pointer }] } });

/** As an organization that chose the currency before it was withdrawn. */
async function organizationIn(currency: string) {
  const organization = await world.organization();
  await world.database.admin.query('update organization set currency = $2 where organization_id = $1', [
    organization.id,
    currency,
  ]);
  return organization;
}

describe.each(['HRK', 'SLL', 'ZWL', 'BGN', 'ANG', 'XDR', 'XSU'])(
  'a currency that is not in use any more: %s',
  (code) => {
    it('is refused wherever one is chosen', async () => {
      const { owner, path } = await world.organization();
      expect(await owner.post('/organizations', { name: 'Other', currency: code })).toMatchObject(
        refusedAt('/currency'),
      );
      expect(await owner.patch(path, { currency: code })).toMatchObject(refusedAt('/currency'));
      expect(await owner.post(`${path}/deals`, deal(code))).toMatchObject(refusedAt('/amount/currency'));
      const { body } = await owner.post(`${path}/deals`, deal('USD'));
      expect(await owner.patch(`${path}/deals/${body.id}`, { amount: deal(code).amount })).toMatchObject(
        refusedAt('/amount/currency'),
      );
    });
  },
);

describe('a withdrawn currency that an organization has', () => {
  it('goes on to work: settings, targets, deals and reports', async () => {
    const { owner, path } = await organizationIn('HRK');
    const amount = { amount: 1_000_000, currency: 'HRK' };
    const saved = await owner.patch(path, { currency: 'HRK', revenueTargets: { monthly: amount } });
    expect(saved).toMatchObject({ status: 200, body: { currency: 'HRK', revenueTargets: { monthly: amount } } });
    expect(await owner.put(`${path}/revenue-targets/2026-11`, { amount })).toMatchObject({ status: 200 });
    expect(await owner.post(`${path}/deals`, deal('HRK'))).toMatchObject({ status: 201 });
    const period = new Date().toISOString().slice(0, 7);
    expect((await owner.get(`${path}/analytics/report.csv?period=${period}`)).text).toContain('123.45');
    expect((await owner.get(`${path}/analytics/report.pdf?period=${period}`)).status).toBe(200);
  });

  it('stays in a deal that has it already, after the organization has moved to another one', async () => {
    const { owner, path } = await organizationIn('BGN');
    const { body } = await owner.post(`${path}/deals`, deal('BGN'));
    expect((await owner.patch(path, { currency: 'EUR' })).status).toBe(200);
    expect(await owner.patch(path, { currency: 'BGN' })).toMatchObject(refusedAt('/currency'));
    expect(await owner.patch(`${path}/deals/${body.id}`, { amount: { amount: 7, currency: 'BGN' } })).toMatchObject({
      status: 200,
      body: { amount: { amount: 7, currency: 'BGN' } },
    });
    expect(await owner.post(`${path}/deals`, deal('BGN'))).toMatchObject(refusedAt('/amount/currency'));
  });
});
