import type { Page } from 'playwright-core';
import type { World } from '../support/world.js';
import { ConsoleFixture } from './support/console-fixture.js';

let fixture: ConsoleFixture;
let world: World;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
});
afterAll(() => fixture.close());

type Organization = Awaited<ReturnType<World['organization']>>;

const year = new Date().getUTCFullYear();
const field = (page: Page, name: string) => page.getByRole('textbox', { name });

async function organizationIn(currency: string, monthly: number, quarterly: number): Promise<Organization> {
  const organization = await world.organization('free');
  await organization.owner.patch(organization.path, {
    currency,
    revenueTargets: { monthly: { amount: monthly }, quarterly: { amount: quarterly } },
  });
  return organization;
}

async function settingsOf({ owner, id }: Organization, locale = 'en-US') {
  const session = await fixture.openSession(owner, { locale });
  await session.page.addInitScript(keepSent);
  await session.go(`/o/${id}/settings/organization`);
  await field(session.page, 'Monthly target').waitFor();
  return session;
}

const targetsOf = async ({ owner, path }: Organization) => (await owner.get(path)).body.revenueTargets;

/** Has the page keep the bodies that it sends: the browser tells nothing of bodies that are streams. */
function keepSent(): void {
  const kept: string[] = [];
  Object.assign(window, { kept });
  const ask = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    if (input instanceof Request && ['PATCH', 'PUT'].includes(input.method)) kept.push(await input.clone().text());
    return ask(input, init);
  };
}

const sentBy = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { kept: string[] }).kept);

describe('a currency whose digits a browser has otherwise than ISO 4217', () => {
  it('shows and takes HUF with two digits, as the report has it', async () => {
    const organization = await organizationIn('HUF', 10_000_000, 30_000_000);
    const session = await settingsOf(organization);
    const { page } = session;
    expect(await field(page, 'Monthly target').inputValue()).toBe('100,000');
    await page.getByText('HUF 100,000.00', { exact: true }).first().waitFor();
    const csv = await organization.owner.get(`${organization.path}/analytics/report.csv?period=${year}-11`);
    expect(csv.text).toContain('100000.00');
    await field(page, 'Monthly target').fill('5000000');
    await page.getByText('HUF 5,000,000.00', { exact: true }).waitFor();
    // As it was typed while it has the focus, grouped without it.
    expect(await field(page, 'Monthly target').inputValue()).toBe('5000000');
    await page.keyboard.press('Tab');
    expect(await field(page, 'Monthly target').inputValue()).toBe('5,000,000');
    await field(page, 'Monthly target').focus();
    expect(await field(page, 'Monthly target').inputValue()).toBe('5000000');
    await page
      .locator('form', { hasText: 'Monthly target' })
      .getByRole('button', { name: 'Save', exact: true })
      .click();
    await page.getByText('Revenue targets saved.').waitFor();
    expect((await targetsOf(organization)).monthly).toEqual({ amount: 500_000_000, currency: 'HUF' });
    await session.close();
  });
});

describe.each([
  ['KWD', 'en-US', '12.500'],
  ['BHD', 'de-DE', '12,500'],
  ['TND', 'fr-FR', '12,500'],
  ['JOD', 'de-CH', '12.500'],
  ['OMR', 'en-IN', '12.500'],
])('three decimal places: %s, read in %s', (currency, locale, text) => {
  it('reads back what it shows, and saves nothing that no one touched', async () => {
    const organization = await organizationIn(currency, 12_500, 77_123);
    const { owner, path } = organization;
    await owner.put(`${path}/revenue-targets/${year}-12`, { amount: { amount: 12_500 } });
    const session = await settingsOf(organization, locale);
    const { page } = session;
    expect(await field(page, 'Monthly target').inputValue()).toBe(text);
    await field(page, 'Monthly target').press('Enter');
    expect(
      await page
        .locator('form', { hasText: 'Monthly target' })
        .getByRole('button', { name: 'Save', exact: true })
        .isDisabled(),
    ).toBe(true);
    await page.getByRole('button', { name: /^Edit .* target$/ }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('textbox', { name: 'Target' }).inputValue()).toBe(text);
    await dialog.getByRole('textbox', { name: 'Target' }).press('Enter');
    expect(await dialog.getByRole('button', { name: 'Save target' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    // Typed again as it is there, and with another one beside it that stays what it is.
    await field(page, 'Monthly target').fill(text.replace('2', '3'));
    await page
      .locator('form', { hasText: 'Monthly target' })
      .getByRole('button', { name: 'Save', exact: true })
      .click();
    await page.getByText('Revenue targets saved.').waitFor();
    expect(await sentBy(page)).toEqual([`{"revenueTargets":{"monthly":{"amount":13500,"currency":"${currency}"}}}`]);
    expect(await targetsOf(organization)).toEqual({
      monthly: { amount: 13_500, currency },
      quarterly: { amount: 77_123, currency },
    });
    await session.close();
  });
});

describe('only what was changed is sent', () => {
  it('so a target of another currency, and one that a colleague changed meanwhile, stay', async () => {
    const organization = await organizationIn('USD', 100, 200);
    const { owner, path } = organization;
    await owner.patch(path, { currency: 'EUR' });
    const session = await settingsOf(organization);
    const { page } = session;
    await field(page, 'Monthly target').fill('7');
    await page
      .locator('form', { hasText: 'Monthly target' })
      .getByRole('button', { name: 'Save', exact: true })
      .click();
    await page.getByText('Revenue targets saved.').waitFor();
    expect(await targetsOf(organization)).toEqual({
      monthly: { amount: 700, currency: 'EUR' },
      quarterly: { amount: 200, currency: 'USD' },
    });
    await session.close();
  });

  it('and an amount that could be read in two ways is refused', async () => {
    const organization = await organizationIn('EUR', 100, 200);
    const session = await settingsOf(organization);
    const { page } = session;
    await field(page, 'Monthly target').fill('1.234');
    expect(await field(page, 'Monthly target').getAttribute('aria-invalid')).toBe('true');
    expect(
      await page
        .locator('form', { hasText: 'Monthly target' })
        .getByRole('button', { name: 'Save', exact: true })
        .isDisabled(),
    ).toBe(true);
    await session.close();
  });
});

describe('the currencies that are offered', () => {
  it('are those that the service takes, and a withdrawn one where the organization has it', async () => {
    const organization = await organizationIn('EUR', 100, 200);
    const { owner, path, id } = organization;
    const session = await settingsOf(organization);
    const { page } = session;
    const offered = async (typed: string): Promise<string[]> => {
      await page.getByRole('combobox', { name: 'Default currency' }).fill(typed);
      await page.waitForTimeout(50);
      return page.getByRole('option').allInnerTexts();
    };
    for (const code of ['HRK', 'SLL', 'XDR', 'XSU', 'ZWL', 'BGN']) {
      expect((await offered(code)).filter((text) => text.startsWith(code))).toEqual([]);
    }
    for (const code of ['HUF', 'CLF', 'SLE', 'XCG', 'ZWG']) {
      expect((await offered(code)).filter((text) => text.startsWith(code))).toHaveLength(1);
      expect((await owner.patch(path, { currency: code })).status).toBe(200);
    }
    await session.close();
    await world.database.admin.query(`update organization set currency = 'HRK' where organization_id = $1`, [id]);
    const again = await settingsOf(organization);
    expect(await again.page.getByRole('combobox', { name: 'Default currency' }).inputValue()).toMatch(/^HRK/);
    await again.close();
  });
});
