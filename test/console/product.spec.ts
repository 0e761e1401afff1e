import { png } from '../settings/support/pictures.js';
import { ConsoleFixture } from './support/console-fixture.js';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await ConsoleFixture.open({ PRODUCT_NAME: 'Fleet & Sons', PRODUCT_LOGO_URL: '/logos/product.png' });
});
afterAll(() => fixture.close());

describe('a product with a name and a picture of its own', () => {
  it('has them on the sign-in page, and its name in the title of each tab', async () => {
    const { world } = fixture;
    const { id, owner } = await world.organization('free');
    const session = await fixture.openSession();
    // What a proxy in front of the service serves at this path.
    const body = Buffer.from(await png());
    await session.page.route('**/logos/product.png', (route) => route.fulfill({ body, contentType: 'image/png' }));
    await session.go('/sign-in');
    await session.page.getByText('Fleet & Sons', { exact: true }).waitFor();
    expect(await session.page.title()).toBe('Sign in · Fleet & Sons');
    const picture = session.page.locator('img[src="/logos/product.png"]');
    await picture.waitFor();
    expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    await session.close();

    const ownerSession = await fixture.openSession(owner);
    await ownerSession.go(`/o/${id}/settings/roles`);
    await ownerSession.page.getByRole('heading', { name: 'Roles' }).waitFor();
    expect(await ownerSession.page.title()).toBe('Roles · Acme Sales · Fleet & Sons');
    await ownerSession.close();
  });

  it('is named as the sender and in the foot of emails', async () => {
    const { owner, path } = await fixture.world.organization('pro');
    await owner.post(`${path}/invitations`, { email: 'guest@product.example', role: 'viewer' });
    const mail = await fixture.world.mailTo('guest@product.example');
    expect(mail.from?.value[0]?.name).toBe('Owner via Fleet & Sons');
    expect(mail.text).toContain('Sent by Fleet & Sons.');
    expect(mail.html).toContain('Sent by Fleet &amp; Sons.');
  });
});
