import { SignJWT } from 'jose';
import type { BrowserContext, Page } from 'playwright-core';
import { QUEUES } from '../../src/queues.js';
import { deriveKey } from '../../src/platform/secrets/derive-key.js';
import type { Client } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import { SUPERADMIN, World } from '../support/world.js';
import { complaintsOf, openBrowser, type TestBrowser } from './support/browser.js';

const COOKIE = 'dashboard_session';

let browser: TestBrowser;
let world: World;
let site: string;
let superadmin: Client;
let organization: Awaited<ReturnType<World['organization']>>;
beforeAll(async () => {
  browser = await openBrowser();
  world = await World.start();
  // The public address, whose origin the dashboard asks for.
  site = `http://localhost:${world.service.port}`;
  superadmin = await world.person('Superadmin', SUPERADMIN);
  organization = await world.organization('enterprise');
  await world.member(organization, 'member');
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

/** Shows one group of calls only. All of them together are drawn in part. */
async function showGroup(page: Page, tag: string): Promise<void> {
  await page.locator('.operation-filter-input').fill(tag);
  await page.locator('.opblock-tag').nth(1).waitFor({ state: 'detached' });
}

/** One call of a group by its ID, unfolded. */
async function unfold(page: Page, tag: string, operationId: string) {
  await showGroup(page, tag);
  // Swagger UI writes a dot in the attribute as a backslash and a dot, which CSS in turn wants doubled.
  const call = page.locator(`.opblock[id$="-${operationId.replaceAll('.', '\\\\.')}"]`);
  await call.locator('.opblock-summary-control').click();
  await call.locator('.try-out__btn').click();
  return call;
}

async function authorize(page: Page, token: string): Promise<void> {
  await page.locator('.btn.authorize').click();
  await page.locator('.auth-container input').fill(token);
  await page.locator('.auth-btn-wrapper .btn.authorize').click();
  await page.locator('.auth-btn-wrapper .btn-done').click();
}

async function execute(call: ReturnType<Page['locator']>): Promise<{ status: string; body: string }> {
  await call.locator('.btn.execute').click();
  const row = call.locator('.live-responses-table tbody tr').first();
  const status = await row.locator('.response-col_status').innerText();
  return { status: status.trim(), body: await row.locator('.highlight-code pre').first().innerText() };
}

describe('Swagger UI at /docs', () => {
  // To draw all calls takes seconds: once for both tests.
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    page = await browser.page();
    complaints = complaintsOf(page);
    await page.goto(`${site}/docs`);
    await page.locator('.opblock').first().waitFor();
  });
  afterAll(() => page.context().close());

  it('shows every call and lets one sign in and try it out', async () => {
    const { body } = await world.anonymous.get('//openapi.json');
    const calls = Object.values(body.paths as Record<string, Record<string, { readonly tags: readonly string[] }>>)
      .flatMap((methods) => Object.values(methods))
      .map(({ tags: [tag] }) => tag);
    for (const { name } of body.tags as { readonly name: string }[]) {
      await showGroup(page, name);
      const shown = await page.locator('.opblock').count();
      expect({ name, shown }).toEqual({ name, shown: calls.filter((tag) => tag === name).length });
    }
    expect(await page.locator('h1, h2.title').first().innerText()).toContain('Organization Management');

    await authorize(page, organization.owner.token ?? '');
    const me = await execute(await unfold(page, 'Account', 'me.get'));
    expect(me.status).toBe('200');
    expect(JSON.parse(me.body)).toMatchObject({
      email: organization.owner.email,
      activeOrganizationId: organization.id,
    });
    // The token stays in the page's memory: nothing of it outlives the tab.
    const kept = await page.evaluate(() =>
      JSON.stringify([localStorage, sessionStorage].map((store) => Object.entries(store))),
    );
    expect(kept).not.toContain(organization.owner.token);
    expect(await page.locator('.btn.authorize.locked').count()).toBe(1);
    expect(complaints).toEqual([]);
    // Its colours are those of the system.
    const isDark = () => page.evaluate(() => document.documentElement.classList.contains('dark-mode'));
    expect(await isDark()).toBe(false);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.reload();
    await page.locator('.btn.authorize.unlocked').waitFor();
    expect(await isDark()).toBe(true);
  });

  it('lets one call a route of an organization, with its fields as they are there', async () => {
    await authorize(page, organization.owner.token ?? '');

    const list = await unfold(page, 'Members', 'members.list');
    await list.locator('tr[data-param-name="organizationId"] input').fill(organization.id);
    const members = await execute(list);
    expect(members.status).toBe('200');
    expect(JSON.parse(members.body).data).toHaveLength(2);

    const invite = await unfold(page, 'Invitations', 'invitations.create');
    await invite.locator('tr[data-param-name="organizationId"] input').fill(organization.id);
    const invited = await execute(invite);
    expect(invited.status).toBe('201');
    expect(JSON.parse(invited.body)).toMatchObject({ email: 'grace@example.com', role: 'member', status: 'pending' });
    expect(complaints).toEqual([]);
  });
});

/** A page in a browser that has bought its session, as the documentation says: one fetch with the bearer. */
async function signedIn(): Promise<Page> {
  const page = await browser.page();
  // Any page of the same origin will do to call from.
  await page.goto(`${site}/health/live`);
  const status = await page.evaluate(async (token) => {
    const answer = await fetch('/admin/queues/session', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.status;
  }, superadmin.token ?? '');
  expect(status).toBe(204);
  return page;
}

async function cookieOf(context: BrowserContext): Promise<string> {
  const cookie = (await context.cookies(`${site}/admin/queues`)).find(({ name }) => name === COOKIE);
  return `${COOKIE}=${cookie?.value ?? ''}`;
}

describe('the job dashboard at /admin/queues', () => {
  const paths = ['', '/', '/queue/invitation-mail', '/api/queues', '/static/js/main.js', '/nothing'];

  it.each(paths)('answers 401 at %p to anyone who has no session, and never a redirect', async (path) => {
    const url = `//admin/queues${path}`;
    for (const [client, headers] of [
      [world.anonymous, {}],
      [organization.owner, {}],
      // The bearer opens no page: it buys the session, and that only for the superadmin.
      [superadmin, {}],
      [world.anonymous, { cookie: `${COOKIE}=nonsense` }],
      [world.anonymous, { cookie: `${COOKIE}=${superadmin.token ?? ''}` }],
    ] as const) {
      const { status, headers: answered, body } = await client.get(url, { headers });
      expect({ status, code: body?.code, location: answered.get('location') }).toEqual({
        status: 401,
        code: 'unauthenticated',
        location: null,
      });
    }
  });

  it('tells a person who opens the address how to sign in, with the same status', async () => {
    const page = await browser.page();
    expect((await page.goto(`${site}/admin/queues`))?.status()).toBe(401);
    await page.getByText('Sign in as a platform admin').waitFor();
    await page.getByRole('link', { name: 'Sign in and open the operator page' }).click();
    await page.waitForURL(`${site}/sign-in?to=%2Foperator`);
    await page.context().close();
  });

  it('creates a session for the superadmin alone, in a cookie for this path that scripts and other sites do not get', async () => {
    for (const client of [world.anonymous, organization.owner]) {
      const { status, headers } = await client.call('POST', '//admin/queues/session');
      expect({ status, cookie: headers.get('set-cookie') }).toEqual({ status: 401, cookie: null });
    }
    const { status, headers } = await superadmin.call('POST', '//admin/queues/session');
    expect(status).toBe(204);
    const [value, ...attributes] = (headers.get('set-cookie') ?? '').split('; ');
    expect(value).toMatch(/^dashboard_session=[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(attributes.filter((attribute) => !attribute.startsWith('Expires=')).sort()).toEqual([
      'HttpOnly',
      'Max-Age=900',
      'Path=/admin/queues',
      'SameSite=Strict',
    ]);
  });

  it('lets no one in with a session that is over, or that names someone else', async () => {
    const key = deriveKey(world.environment['APP_SECRET'] ?? '', 'dashboard-session');
    const session = (userId: string, end: string) =>
      new SignJWT().setProtectedHeader({ alg: 'HS256' }).setSubject(userId).setExpirationTime(end).sign(key);
    const statusWith = async (token: string) =>
      (await world.anonymous.get('//admin/queues', { headers: { cookie: `${COOKIE}=${token}` } })).status;
    expect(await statusWith(await session(superadmin.userId ?? '', '1m'))).toBe(200);
    expect(await statusWith(await session(superadmin.userId ?? '', '1s ago'))).toBe(401);
    expect(await statusWith(await session(organization.owner.userId ?? '', '1m'))).toBe(401);
  });

  it('shows the queues and a job in the browser, without a complaint in its console', async () => {
    const page = await signedIn();
    const complaints = complaintsOf(page);
    expect((await page.goto(`${site}/admin/queues`))?.status()).toBe(200);
    for (const { name: queue } of QUEUES) {
      await page.getByRole('link', { name: queue }).first().waitFor();
    }
    await page.goto(`${site}/admin/queues/queue/invitation-mail?status=completed`);
    await page.getByText('send-invitation').first().waitFor();
    // A job has ids and nothing that could be read out of it.
    expect(await page.locator('body').innerText()).toContain('outboxId');
    expect(await page.locator('body').innerText()).not.toContain('@');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('takes a change from its own page, and none from anywhere else', async () => {
    const page = await signedIn();
    const complaints = complaintsOf(page);
    const queue = 'invitation-mail';
    const clean = `//admin/queues/api/queues/${queue}/clean/completed`;
    const cookie = await cookieOf(page.context());
    for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:${world.service.port}`, undefined]) {
      const headers = { cookie, ...(origin === undefined ? {} : { origin }) };
      const { status, body } = await world.anonymous.call('PUT', clean, { headers });
      expect({ origin, status, code: body?.code }).toEqual({ origin, status: 403, code: 'permission-denied' });
    }
    await page.goto(`${site}/admin/queues/queue/invitation-mail?status=completed`);
    await page.getByText('send-invitation').first().waitFor();
    const answered = page.waitForResponse((response) => response.request().method() === 'PUT');
    await page.locator('main button[aria-haspopup="menu"]').click();
    await page.getByRole('menuitem', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Confirm' }).click();
    expect((await answered).status()).toBe(200);
    await waitFor('the queue to be paused', async () => {
      const { body } = await world.anonymous.get('//admin/queues/api/queues', { headers: { cookie } });
      return (body.queues as { name: string; isPaused: boolean }[]).some((one) => one.name === queue && one.isPaused);
    });
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
