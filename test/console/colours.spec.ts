import type { Page } from 'playwright-core';
import type { World } from '../support/world.js';
import { createConsoleUsers, PAGES, waitUntilLoaded, type ConsoleUsers } from './support/console-pages.js';
import { ConsoleFixture } from './support/console-fixture.js';

let fixture: ConsoleFixture;
let world: World;
let users: ConsoleUsers;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  users = await createConsoleUsers(world);
});
afterAll(() => fixture.close());

async function open(name: string) {
  const one = PAGES.find((page) => page.name === name);
  if (!one) throw new Error(`There is no page ${name}.`);
  const session = await fixture.openSession(users[one.who]);
  await session.page.emulateMedia({ forcedColors: 'active' });
  await session.go(one.address(users));
  await waitUntilLoaded(session.page, one);
  return session;
}

/** Of what is drawn by its background, each that has neither a colour unlike the page's nor a border or outline. */
function invisible(page: Page, selector: string): Promise<{ drawn: number; lost: string[] }> {
  return page.evaluate((drawnBy) => {
    const ground = getComputedStyle(document.body).backgroundColor;
    const canvas = ['rgba(0, 0, 0, 0)', ground, getComputedStyle(document.documentElement).backgroundColor];
    const found = [...document.querySelectorAll(drawnBy)].filter(
      (element) => element.getBoundingClientRect().width > 1,
    );
    const lost = found.filter((element) => {
      const { backgroundColor, borderTopWidth, borderBottomWidth, outlineStyle } = getComputedStyle(element);
      const isFramed = borderTopWidth !== '0px' || borderBottomWidth !== '0px' || outlineStyle !== 'none';
      return !isFramed && canvas.includes(backgroundColor);
    });
    return { drawn: found.length, lost: lost.map(({ className }) => className) };
  }, selector);
}

describe('with forced colours, what is drawn by its background can be seen', () => {
  it.each([
    ['analytics', '.chart__bar, .chart__key, .chart__target, .tab[aria-selected="true"]'],
    ['members', '.bar__track, .bar__fill, .badge, .avatar, .side__link[aria-current="page"]'],
    ['billing', '.bar__track, .bar__fill, .plan--current'],
    ['organization', '.switch__track'],
  ])('on the page %s: %s', async (name, selector) => {
    const session = await open(name);
    const { page } = session;
    for (const one of selector.split(', ')) {
      const { drawn, lost } = await invisible(page, one);
      // The seat meter and the bars of use are there where something is in use.
      expect({ one, isDrawn: drawn > 0 || one === '.bar__fill', lost }).toEqual({ one, isDrawn: true, lost: [] });
    }
    await session.close();
  });

  it('a switch that is on differs from one that is off, and the current plan from the others', async () => {
    const session = await open('organization');
    const { page } = session;
    const track = () =>
      page.evaluate(() => {
        const element = document.querySelector('.switch__track');
        return element ? getComputedStyle(element).backgroundColor : '';
      });
    const before = await track();
    await page.getByRole('switch', { name: /Monthly report/ }).click({ force: true });
    expect(await track()).not.toBe(before);
    await page.getByRole('switch', { name: /Monthly report/ }).click({ force: true });
    await session.close();
    const billing = await open('billing');
    const outlines = await billing.page.evaluate(() =>
      [...document.querySelectorAll('.plan')].map((plan) => getComputedStyle(plan).outlineStyle),
    );
    expect(outlines.filter((outline) => outline === 'solid')).toHaveLength(1);
    await billing.close();
  });
});

describe('on a touch screen', () => {
  it('every field has letters of 16 px, below which a phone zooms in', async () => {
    const context = await fixture.browser.page({
      hasTouch: true,
      isMobile: true,
      viewport: { width: 390, height: 844 },
    });
    await context.goto(`${fixture.site}/sign-in`);
    await context.getByRole('textbox', { name: 'Email address' }).waitFor();
    const sizes = await context.evaluate(() =>
      [...document.querySelectorAll('input, select, textarea')].map((field) => getComputedStyle(field).fontSize),
    );
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.filter((size) => parseFloat(size) < 16)).toEqual([]);
    await context.context().close();
  });
});

describe('messages', () => {
  it('of success are a status, and no stop of the Tab key', async () => {
    const one = PAGES.find(({ name }) => name === 'organization');
    const session = await fixture.openSession(users.owner);
    const { page } = session;
    await session.go(one?.address(users) ?? '');
    await page.getByRole('textbox', { name: 'Monthly target' }).fill('130000');
    await page
      .locator('form', { hasText: 'Monthly target' })
      .getByRole('button', { name: 'Save', exact: true })
      .click();
    const message = page.getByRole('status').filter({ hasText: 'Revenue targets saved.' });
    await message.waitFor();
    expect(await message.locator('button, a, [tabindex]').count()).toBe(0);
    expect(await page.getByRole('alertdialog').count()).toBe(0);
    await session.close();
  });
});
