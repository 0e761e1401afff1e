import type { Page } from 'playwright-core';
import type { World } from '../support/world.js';
import { overhang } from './support/inside.js';
import { castOf, PAGES, untilThere, type Cast } from './support/map.js';
import { Stage } from './support/stage.js';

/** From the narrowest phone to a wide screen; at each of these a page was once cut off. */
const WIDTHS = [320, 390, 640, 721, 768, 900, 1024, 1100, 1226, 1280, 1920];
/** The pages whose rows something can be done with, and what. */
const ROWS: Readonly<Record<string, RegExp>> = {
  members: /^Actions for /,
  'data-ownership': /^Reassign /,
  'archived-chats': /^View /,
  'api-keys': /^Revoke /,
  'audit-log': /^Details of /,
  operator: /^Manage /,
};

let stage: Stage;
let world: World;
let cast: Cast;
beforeAll(async () => {
  stage = await Stage.open();
  ({ world } = stage);
  cast = await castOf(world);
  // Names and addresses as long as people have them: they are what pushes the actions out of sight.
  const { owner, path } = cast.team;
  const long = 'maximiliane.von-der-leyen-hohenstein@vertrieb.beispiel-aktiengesellschaft.example';
  await owner.post(`${path}/invitations`, { email: long, role: 'viewer' });
  await world.member(
    cast.team,
    'member',
    await world.person('Maximiliane Alexandra von Hohenstein-Waldenburg', `x.${long}`),
  );
  await owner.post(`${path}/api-keys`, { name: 'Nightly export to the data warehouse of the group', role: 'admin' });
});
afterAll(() => stage.close());

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
    const visitor = await stage.visit(cast[one.who]);
    const { page } = visitor;
    await visitor.go(one.address(cast));
    await untilThere(page, one);
    const name = ROWS[one.name] ?? /./;
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const { seen, hidden } = await outOfSight(page, name);
      expect({ width, hidden, isThere: seen > 0 }).toEqual({ width, hidden: [], isThere: true });
      expect({ width, overhang: await overhang(page) }).toEqual({ width, overhang: [] });
    }
    await visitor.leave();
  });
});

describe.each(PAGES)('the page $name', (one) => {
  it('fits every width', async () => {
    const visitor = await stage.visit(cast[one.who]);
    await visitor.go(one.address(cast));
    await untilThere(visitor.page, one);
    for (const width of WIDTHS) {
      await visitor.page.setViewportSize({ width, height: 900 });
      expect({ width, overhang: await overhang(visitor.page) }).toEqual({ width, overhang: [] });
    }
    await visitor.leave();
  });
});
