import type { World } from '../support/world.js';
import { ConsoleFixture } from './support/console-fixture.js';

let fixture: ConsoleFixture;
let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
const year = new Date().getUTCFullYear();
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  organization = await world.organization('pro', await world.person('Olga Owner'));
  const { owner, path, id } = organization;
  await owner.patch(path, {
    currency: 'EUR',
    timezone: 'Pacific/Auckland',
    revenueTargets: { monthly: { amount: 1_234_567_89, currency: 'EUR' }, quarterly: null },
  });
  const { body } = await owner.post(`${path}/deals`, {
    name: 'Fleet',
    stage: 'closed_won',
    amount: { amount: 1_234_50, currency: 'EUR' },
  });
  // Half past ten in the evening in London, the next day in Auckland.
  const late = `${year}-01-31T22:30:00Z`;
  await world.database.admin.query('update deal set closed_at = $2 where id = $1', [body.id, late]);
  await owner.post(`${path}/api-keys`, {
    name: 'CRM import',
    role: 'member',
    expiresAt: `${year + 2}-07-01T20:00:00Z`,
  });
  await world.database.admin.query('update api_key set created_at = $2 where organization_id = $1', [id, late]);
});
afterAll(() => fixture.close());

const READERS = [
  {
    locale: 'en-US',
    created: `Feb 1, ${year}`,
    expires: `Jul 2, ${year + 2}`,
    revenue: '€1,234.50',
    target: '€1,234,567.89',
  },
  {
    locale: 'de-DE',
    created: `1 Feb ${year}`,
    expires: `2 Jul ${year + 2}`,
    revenue: '1.234,50\u00a0€',
    target: '1.234.567,89\u00a0€',
  },
] as const;

describe.each(READERS)('a reader in London who has set $locale', ({ locale, created, expires, revenue, target }) => {
  it("reads days in the organization's timezone, which is named on hover, and money as they are used to", async () => {
    const session = await fixture.openSession(organization.owner, { locale, timezoneId: 'Europe/London' });
    const { page } = session;
    await session.go(`/o/${organization.id}/settings/api-keys`);
    const key = page.getByRole('row').filter({ hasText: 'CRM import' });
    const day = key.getByText(created, { exact: true });
    expect(await day.getAttribute('title')).toMatch(/11:30:00.*\(Pacific\/Auckland\)$/);
    expect(await day.getAttribute('datetime')).toBe(`${year}-01-31T22:30:00.000Z`);
    await key.getByText(expires, { exact: true }).waitFor();

    await session.go(`/o/${organization.id}/settings/organization`);
    await page.getByText(target).first().waitFor();

    // Won in February there, though in January here.
    await session.go(`/o/${organization.id}/analytics?fiscalYear=${year}`);
    const february = page.getByRole('region', { name: 'Revenue by month' }).getByRole('row').nth(2);
    await february.filter({ hasText: revenue }).filter({ hasText: target }).waitFor();
    await session.close();
  });
});
