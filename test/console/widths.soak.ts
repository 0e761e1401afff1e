import type { Page } from 'playwright-core';
import type { World } from '../support/world.js';
import { overflowingElements } from './support/console-state.js';
import { createConsoleUsers, PAGES, waitUntilLoaded, type ConsoleUsers } from './support/console-pages.js';
import { ConsoleFixture } from './support/console-fixture.js';

/** From the narrowest phone to a wide screen; at each of these a page was once cut off. */
const WIDTHS = [320, 390, 640, 721, 768, 900, 1024, 1100, 1226, 1280, 1920];
/** The pages whose rows something can be done with, and what. */
const ROWS: Readonly<Record<string, RegExp>> = {
  members: /^Actions for /,
  invitations: /^Actions for /,
  'removed-members': /^Reinstate /,
  'data-ownership': /^Reassign /,
  'archived-chats': /^View /,
  'api-keys': /^Revoke /,
  'audit-log': /^Details of /,
  operator: /^Manage /,
};

let fixture: ConsoleFixture;
let world: World;
let users: ConsoleUsers;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  users = await createConsoleUsers(world);
  // Names and addresses as long as people have them: they are what pushes the actions out of sight.
  const { owner, path } = users.team;
  const long = 'maximiliane.von-der-leyen-hohenstein@vertrieb.beispiel-aktiengesellschaft.example';
  await owner.post(`${path}/invitations`, { email: long, role: 'viewer' });
  await world.member(
    users.team,
    'member',
    await world.person('Maximiliane Alexandra von Hohenstein-Waldenburg', `x.${long}`),
  );
  await owner.post(`${path}/api-keys`, { name: 'Nightly export to the data warehouse of the group', role: 'admin' });
});
afterAll(() => fixture.close());

/** The buttons of rows that do not lie wholly within their card and the window, with where they are. */
function outOfSight(page: Page, name: RegExp): Promise<{ seen: number; hidden: string[] }> {
  return page.evaluate(
    ([source]) => {
      const found = [...document.querySelectorAll<HTMLElement>('button[aria-label]')].filter((button) =>
        new RegExp(source ?? '').test(button.ariaLabel ?? ''),
      );
      const hidden = found.filter((button) => {
        const { left, right, width } = button.getBoundingClientRect();
        const card = button.closest('.card')?.getBoundingClientRect();
        const [from, to] = [Math.max(0, card?.left ?? 0), Math.min(innerWidth, card?.right ?? innerWidth)];
        return width < 1 || left < from || right > to;
      });
      return {
        seen: found.length,
        hidden: hidden.map((button) => {
          const { left, right } = button.getBoundingClientRect();
          return `${button.ariaLabel ?? ''}: ${Math.round(left)} to ${Math.round(right)}`;
        }),
      };
    },
    [name.source],
  );
}

describe.each(PAGES.filter(({ name }) => ROWS[name] !== undefined))('the rows of $name', (one) => {
  it('have their actions in sight at every width, and nothing sticks out of the page', async () => {
    const session = await fixture.openSession(users[one.who]);
    const { page } = session;
    await session.go(one.address(users));
    await waitUntilLoaded(page, one);
    const name = ROWS[one.name] ?? /./;
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const { seen, hidden } = await outOfSight(page, name);
      expect({ width, hidden, isThere: seen > 0 }).toEqual({ width, hidden: [], isThere: true });
      expect({ width, overhang: await overflowingElements(page) }).toEqual({ width, overhang: [] });
    }
    await session.close();
  });
});

describe.each(PAGES)('the page $name', (one) => {
  it('fits every width', async () => {
    const session = await fixture.openSession(users[one.who]);
    await session.go(one.address(users));
    await waitUntilLoaded(session.page, one);
    for (const width of WIDTHS) {
      await session.page.setViewportSize({ width, height: 900 });
      expect({ width, overhang: await overflowingElements(session.page) }).toEqual({ width, overhang: [] });
    }
    await session.close();
  });
});
