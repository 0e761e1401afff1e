import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { png } from '../settings/support/pictures.js';
import type { Client } from '../support/client.js';
import type { World } from '../support/world.js';
import { signInByForm } from './support/sign-in-form.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations, CONTRAST } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
let people: Record<'owner' | 'admin' | 'member' | 'viewer', Client>;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
  organization = await world.organization('starter', await world.person('Olga Owner'));
  await organization.owner.put(`${organization.path}/billing/plan`, { plan: 'pro' });
  const [admin, member, viewer] = [
    await world.member(organization, 'admin', await world.person('Adam Admin')),
    await world.member(organization, 'member', await world.person('Mia Member')),
    await world.member(organization, 'viewer', await world.person('Vera Viewer')),
  ];
  people = { owner: organization.owner, admin, member, viewer };
  await organization.owner.post(`${organization.path}/invitations`, { email: 'guest@example.com', role: 'viewer' });
});
afterAll(() => fixture.close());

const settings = (page: string) => `/o/${organization.id}/settings/${page}`;

describe("the console's files", () => {
  it('come under a policy that lets nothing else in, the page never cached and its files for ever', async () => {
    const page = await fetch(`${fixture.site}/o/anything`);
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self';.*ancestors 'none'$/,
    );
    const html = await page.text();
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|style=|https?:/);
    const script = /src="(\/assets\/[^"]+)"/.exec(html)?.[1] ?? '';
    const file = await fetch(`${fixture.site}${script}`, { headers: { 'accept-encoding': 'br' } });
    expect(file.headers.get('content-encoding')).toBe('br');
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    ['/nothing', '*/*', 404, 'application/problem+json'],
    ['/nothing', 'text/html', 404, 'text/html; charset=utf-8'],
    ['/assets/nothing.js', 'text/html', 404, 'application/problem+json'],
    ['/api/v1/nothing', 'text/html', 404, 'application/problem+json'],
    ['/logos/nothing', 'text/html', 404, 'application/problem+json'],
    ['/invitations/some-token', '*/*', 200, 'text/html; charset=utf-8'],
  ])('answer %p to anyone who takes %p with %p', async (path, accept, status, type) => {
    const answer = await fetch(`${fixture.site}${path}`, { headers: { accept } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
  });

  it('are typed by the document that the service answers', async () => {
    const command = [process.execPath, ['scripts/api-types.mjs', world.service.url]] as const;
    const { stdout } = await promisify(execFile)(...command, { maxBuffer: 10_000_000 });
    // "npm run api-types" writes it again.
    expect(stdout).toBe(readFileSync('web/src/api/schema.d.ts', 'utf8'));
  });
});

describe('what a role allows', () => {
  it.each([
    ['owner', { invites: true, saves: true, deletes: true, seats: true, sees: true }],
    ['admin', { invites: true, saves: true, deletes: false, seats: true, sees: true }],
    ['member', { invites: false, saves: false, deletes: false, seats: false, sees: false }],
    ['viewer', { invites: false, saves: false, deletes: false, seats: false, sees: false }],
  ] as const)('is offered to the %s, and nothing else', async (role, expected) => {
    const session = await fixture.openSession(people[role]);
    const { page } = session;
    await session.go(settings('members'));
    await page.getByRole('row').filter({ hasText: 'Mia Member' }).waitFor();
    const invite = page.getByRole('button', { name: 'Invite Member' });
    expect(await invite.isEnabled()).toBe(expected.invites);
    expect(await page.getByText('Needs admin').count()).toBe(expected.invites ? 0 : 1);
    expect(await page.getByRole('region', { name: 'Seats' }).count()).toBe(expected.seats ? 1 : 0);
    const invitations = page.getByRole('tab', { name: 'Invitations', exact: true });
    expect(await invitations.count()).toBe(expected.sees ? 1 : 0);
    if (expected.sees) {
      await invitations.click();
      await page.getByText('guest@example.com').waitFor();
    }
    await page.getByRole('link', { name: 'Organization', exact: true }).click();
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.waitFor();
    expect(await name.isEnabled()).toBe(expected.saves);
    expect(
      await page
        .locator('form', { hasText: 'Monthly report' })
        .getByRole('button', { name: 'Save', exact: true })
        .count(),
    ).toBe(expected.saves ? 1 : 0);
    expect(await page.getByRole('button', { name: 'Delete organization' }).count()).toBe(expected.deletes ? 1 : 0);
    await session.go(settings('data-ownership'));
    await page
      .getByRole(expected.saves ? 'region' : 'main')
      .filter({ hasText: expected.saves ? 'Owner' : 'Needs admin' })
      .first()
      .waitFor();
    await session.close();
  });
});

describe("the invitee's way", () => {
  async function invited(email: string) {
    const { body } = await organization.owner.post(`${organization.path}/invitations`, { email, role: 'member' });
    return { id: body.id as string, token: await world.tokenFor(email) };
  }

  it('says what to do with the wrong account, and leads to the right one', async () => {
    const { token } = await invited('right@example.com');
    const session = await fixture.openSession(await world.person('Wrong'));
    const { page } = session;
    await session.go(`/invitations/${token}`);
    // Told before anything is clicked: no address of theirs can be the masked one.
    await page.getByText('This invitation is for a different email address').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Switch account' }).click();
    await signInByForm(page, 'right@example.com', 'Rita Right');
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Decline invitation' }).click();
    await page.getByRole('heading', { name: 'Invitation declined' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'This invitation was declined' }).waitFor();
    await page.context().close();
  });

  it('explains an invitation that has expired, and one that was taken back', async () => {
    const [expired, revoked] = [await invited('expired@example.com'), await invited('revoked@example.com')];
    await world.database.admin.query(`update invitation set expires_at = now() - interval '1 second' where id = $1`, [
      expired.id,
    ]);
    await organization.owner.delete(`${organization.path}/invitations/${revoked.id}`);
    const session = await fixture.openSession();
    await session.go(`/invitations/${expired.token}`);
    await session.page.getByRole('heading', { name: 'This invitation has expired' }).waitFor();
    await session.page.getByText('Ask Olga Owner to resend it').waitFor();
    await session.go(`/invitations/${revoked.token}`);
    await session.page.getByRole('heading', { name: 'This invitation was revoked' }).waitFor();
    await session.close();
  });
});

describe('the settings', () => {
  it('are saved, and what the service refuses is said at its field', async () => {
    const session = await fixture.openSession(people.admin);
    const { page } = session;
    await session.go(settings('organization'));
    await page.getByRole('textbox', { name: 'Name' }).fill('https://evil.example');
    await page
      .locator('form', { hasText: 'Monthly report' })
      .getByRole('button', { name: 'Save', exact: true })
      .click();
    await page.getByText('Leave out web addresses').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('Globex Sales');
    await page.getByRole('combobox', { name: 'Default timezone' }).fill('Europe/Ber');
    await page.getByRole('listbox').getByRole('option', { name: 'Europe/Berlin' }).click();
    await page
      .locator('form', { hasText: 'Monthly report' })
      .getByRole('button', { name: 'Save', exact: true })
      .click();
    await page.getByRole('button', { name: 'Switch organization', description: /Globex Sales/ }).waitFor();
    await page.getByRole('textbox', { name: 'Monthly target' }).fill('50,000.50');
    await page
      .locator('form', { hasText: 'Monthly target' })
      .getByRole('button', { name: 'Save', exact: true })
      .click();
    await page.getByText('Revenue targets saved.').waitFor();
    const { body } = await people.admin.get(organization.path);
    expect(body).toMatchObject({
      name: 'Globex Sales',
      timezone: 'Europe/Berlin',
      revenueTargets: { monthly: { amount: 5_000_050, currency: 'EUR' }, quarterly: null },
    });

    const file = { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(await png()) };
    await page.getByLabel('Logo file').setInputFiles(file);
    await page.getByRole('button', { name: 'Save logo' }).click();
    await page.getByRole('button', { name: 'Remove logo' }).waitFor();
    expect((await people.admin.get(organization.path)).body.logoUrl).toMatch(/\/logos\//);
    await session.close();
  });
});

describe('what opens over a page', () => {
  it.each([
    ['light', undefined],
    ['dark', CONTRAST],
  ] as const)('has no barrier that axe would find, in %s', async (colorScheme, rules) => {
    const session = await fixture.openSession(people.owner);
    const { page } = session;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found: Record<string, string[]> = {};
    const checkAccessibility = async (name: string) => {
      found[name] = await accessibilityViolations(page, rules && [...rules]);
    };
    await session.go(settings('members'));
    await page.getByRole('button', { name: 'Invite Member' }).click();
    await page.getByRole('radiogroup', { name: 'Role' }).waitFor();
    await checkAccessibility('inviting');
    await page.keyboard.press('Escape');
    // The focus is back where it came from.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Invite Member');
    await page.getByRole('button', { name: 'Actions for Mia Member' }).click();
    await checkAccessibility('actions');
    await page.getByRole('menuitem', { name: 'Remove member' }).click();
    await page.getByText('What they own').waitFor();
    await checkAccessibility('removing');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Switch organization' }).click();
    await page.getByRole('searchbox', { name: 'Search organizations' }).waitFor();
    await checkAccessibility('selector');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByRole('button', { name: 'Open navigation' }).click();
    await page.getByRole('link', { name: 'Roles' }).waitFor();
    await checkAccessibility('drawer');
    await page.getByRole('link', { name: 'Members' }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
    await session.close();
  });
});
