import { mkdirSync } from 'node:fs';
import { begin, storeExchange } from '../assistant/support/chat.js';
import { openBrowser, type TestBrowser } from '../browser/support/browser.js';
import { png } from '../settings/support/pictures.js';
import { upload } from '../settings/support/uploads.js';
import { SUPERADMIN, World } from '../support/world.js';
import { visit, type Visitor } from './support/visitor.js';

// No test: `npx jest --testMatch '<rootDir>/test/console/pictures.take.ts'` takes the README's pictures anew. With
// `PICTURES=/some/folder` it takes every page at 390, 1280 and 1920 px, light and dark, to be looked at.

const ALL = process.env['PICTURES'];
const FOLDER = ALL ?? 'docs/images/console';

let browser: TestBrowser;
let world: World;
let site: string;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  [browser, world] = await Promise.all([openBrowser(), World.start()]);
  site = `http://localhost:${world.service.port}`;
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

/** A sales team in the middle of its year. */
async function team() {
  const organization = await world.organization('pro', await world.person('Ada Lovelace', 'ada@acme.example'));
  const { owner, path } = organization;
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  await owner.patch(path, {
    name: 'Acme Sales',
    currency: 'EUR',
    timezone: 'Europe/Berlin',
    revenueTargets: { monthly: eur(120_000_00), quarterly: eur(360_000_00) },
  });
  await upload(owner, path, await png());
  const names = ['Grace Hopper', 'Alan Turing', 'Mary Jackson', 'Katherine Johnson'];
  const members = [];
  for (const [index, name] of names.entries()) {
    const person = await world.person(name, `${name.split(' ')[0]?.toLowerCase() ?? ''}@acme.example`);
    members.push(await world.member(organization, index === 0 ? 'admin' : 'member', person));
  }
  for (let month = 0; month < 9; month += 1) {
    const seller = members[month % members.length] ?? owner;
    const amount = eur(50_000_00 + ((month * 7) % 5) * 31_000_00);
    const { body } = await seller.post(`${path}/deals`, { name: `Fleet ${month + 1}`, amount, stage: 'closed_won' });
    const at = new Date();
    at.setUTCMonth(at.getUTCMonth() - month, 10);
    await world.database.admin.query('update deal set closed_at = $2 where id = $1', [body.id, at]);
    await seller.post(`${path}/leads`, { name: `Lead ${month + 1}` });
  }
  await owner.post(`${path}/invitations`, { email: 'dorothy@acme.example', role: 'viewer' });
  await owner.post(`${path}/api-keys`, { name: 'CRM import', role: 'member' });
  const leaver = await world.member(organization, 'member', await world.person('Rosalind Franklin'));
  const messages = await begin(leaver, organization, 'Which deals close this month?');
  await storeExchange(world, organization.id, messages.split('/').at(-2) ?? '');
  await leaver.post(`${path}/leads`, { name: 'Hers' });
  await owner.delete(`${path}/members/${leaver.membershipId}`);
  return organization;
}

const SIZES = [
  [390, 844],
  [1280, 800],
  [1920, 1080],
] as const;

async function take(visitor: Visitor, path: string, name: string): Promise<void> {
  const { page } = visitor;
  await visitor.go(path);
  for (const [width, height] of ALL === undefined ? ([[1280, 800]] as const) : SIZES) {
    for (const colorScheme of ALL === undefined ? (['light'] as const) : (['light', 'dark'] as const)) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForLoadState('networkidle');
      const file = ALL === undefined ? name : `${name}-${width}-${colorScheme}`;
      await page.screenshot({ path: `${FOLDER}/${file}.png`, fullPage: ALL !== undefined, animations: 'disabled' });
    }
  }
}

it('takes a picture of every page', async () => {
  const organization = await team();
  const token = await world.tokenFor('dorothy@acme.example');
  const somebody = await visit(browser, site);
  await take(somebody, '/sign-in', 'sign-in');
  await take(somebody, `/invitations/${token}`, 'invitation');
  const owner = await visit(browser, site, organization.owner);
  for (const page of ['organization', 'members', 'roles', 'data-ownership', 'billing', 'archived-chats', 'api-keys']) {
    await take(owner, `/o/${organization.id}/settings/${page}`, page);
  }
  await take(owner, `/o/${organization.id}/settings/audit-log`, 'audit-log');
  await take(owner, `/o/${organization.id}/analytics`, 'analytics');
  await take(owner, `/o/${organization.id}/analytics?tab=team`, 'team');
  await take(owner, '/account', 'account');
  await take(await visit(browser, site, await world.person('New Here', 'new@acme.example')), '/welcome', 'welcome');
  await take(await visit(browser, site, await world.person('Support', SUPERADMIN)), '/operator', 'operator');
}, 300_000);
