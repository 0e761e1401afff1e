import { ClerkSite, tokenOf } from './support/clerk-site.js';

const TOKENS = 'POST /v1/client/sessions/{id}/tokens';
const now = () => Math.floor(Date.now() / 1000);

let site: ClerkSite;
beforeAll(async () => {
  site = await ClerkSite.start();
});
afterAll(() => site.stop());
afterEach(() => {
  site.frontend.isAway = false;
  site.frontend.tokenSeconds = 60;
});

describe('a token of Clerk in the console', () => {
  it('is renewed after it has ended, once for all that a page asks, and no one notices', async () => {
    const session = await site.signedIn('Rita Renew', 'rita@example.com');
    const { page } = session;
    const addresses: string[] = [];
    page.on('framenavigated', (frame) => addresses.push(new URL(frame.url()).pathname));
    const ended = await site.spoilToken(page, { iat: now() - 120, nbf: now() - 130, exp: now() - 60 });
    const [before, refused] = [site.frontend.callsTo(TOKENS), [] as string[]];
    page.on('response', (response) => {
      if (response.status() === 401) refused.push(response.url());
    });
    await page.reload();
    await page.getByRole('heading', { name: 'Welcome, Rita Renew' }).waitFor();
    await page.getByText('No pending invitations').waitFor();
    expect(site.frontend.callsTo(TOKENS)).toBe(before + 1);
    expect(await tokenOf(page)).not.toBe(ended);
    expect([refused, addresses]).toEqual([[], ['/welcome']]);
    await session.close();
  });

  it('is renewed before it ends, in the page that is open', async () => {
    const session = await site.signedIn('Bea Before', 'bea@example.com');
    const { page } = session;
    site.frontend.tokenSeconds = 5;
    await site.spoilToken(page, { exp: now() + 5 });
    await page.reload();
    await page.getByText('No pending invitations').waitFor();
    const [before, first] = [site.frontend.callsTo(TOKENS), await tokenOf(page)];
    await page.getByRole('button', { name: 'Create organization' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Acme Sales');
    await page.getByRole('dialog').getByRole('button', { name: 'Create organization' }).click();
    await page.getByRole('heading', { name: 'Members' }).waitFor();
    expect(site.frontend.callsTo(TOKENS)).toBeGreaterThan(before);
    expect(await tokenOf(page)).not.toBe(first);
    await session.close();
  });

  it('is replaced where the service refuses it before its time, and what was asked for is done once', async () => {
    const session = await site.signedIn('Clara Clock', 'clara@example.com');
    const { page } = session;
    // As when this browser's clock is late: it takes for alive what has ended.
    await page.clock.setFixedTime(Date.now() - 600_000);
    await site.spoilToken(page, { iat: now() - 120, nbf: now() - 130, exp: now() - 60 });
    await page.reload();
    await page.getByRole('heading', { name: 'Welcome, Clara Clock' }).waitFor();
    await site.spoilToken(page, { iat: now() - 120, nbf: now() - 130, exp: now() - 60 });
    await page.reload();
    await page.getByRole('button', { name: 'Create organization' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Clock Sales');
    await page.getByRole('dialog').getByRole('button', { name: 'Create organization' }).click();
    await page.getByRole('heading', { name: 'Members' }).waitFor();
    const { rows } = await site.clerk.world.database.admin.query(
      `select count(*)::int as organizations from organization where name = 'Clock Sales'`,
    );
    expect(rows).toEqual([{ organizations: 1 }]);
    await session.close();
  });

  it('keeps its holder signed in while Clerk does not answer', async () => {
    const session = await site.signedIn('Sue Silent', 'sue@example.com');
    const { page } = session;
    const ended = await site.spoilToken(page, { exp: now() - 60 });
    site.frontend.isAway = true;
    await page.reload();
    await page.getByRole('heading', { name: 'The service could not be reached' }).waitFor();
    expect(await tokenOf(page)).toBe(ended);
    site.frontend.isAway = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Welcome, Sue Silent' }).waitFor();
    await page.context().close();
  });

  it('ends with its session, and the sign-in leads back to where one was', async () => {
    const session = await site.signedIn('Eve Ended', 'eve@example.com');
    const { page } = session;
    await site.spoilToken(page, { exp: now() - 60 });
    site.frontend.endAllSessions();
    await page.reload();
    await page.getByRole('textbox', { name: 'Email address' }).waitFor();
    expect(new URL(page.url()).searchParams.get('to')).toBe('/welcome');
    expect(await tokenOf(page)).toBeNull();
    await session.close();
  });
});
