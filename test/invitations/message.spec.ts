import type { ParsedMail } from 'mailparser';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

type Acme = Awaited<ReturnType<World['organization']>>;

const invite = ({ owner, path }: Acme, email: string, message: unknown) =>
  owner.post(`${path}/invitations`, { email, role: 'member', message });
/** Without the invisible characters that keep a text from becoming a link. */
const inText = (mail: ParsedMail): string => (mail.text ?? '').replaceAll('\u200c', '');

describe('a personal message', () => {
  it('is in the email as the inviter wrote it, apart from our own words, and in the list', async () => {
    const acme = await world.organization('pro');
    const message = 'Hi Grace,\r\n\r\nwelcome <b>aboard</b> & see you e.g. on Monday!';
    const stored = 'Hi Grace,\n\nwelcome <b>aboard</b> & see you e.g. on Monday!';
    const sent = await invite(acme, 'grace.m@example.com', message);
    expect(sent).toMatchObject({ status: 201, body: { message: stored } });
    const mail = await world.mailTo('grace.m@example.com');
    expect(inText(mail)).toMatch(/Owner wrote:\n> Hi Grace,\n>\n> welcome <b>aboard<\/b> & see you e.*\n\nYour role:/);
    expect(String(mail.html).replaceAll('\u200c', '')).toContain('welcome &lt;b&gt;aboard&lt;/b&gt; &amp; see you');
    expect(mail.html).not.toContain('<b>aboard');
    const { data } = (await acme.owner.get(`${acme.path}/invitations`)).body;
    expect(data).toMatchObject([{ email: 'grace.m@example.com', message: stored }]);
    const token = await world.tokenFor('grace.m@example.com');
    expect((await world.anonymous.get(`/invitations/${token}`)).body).not.toHaveProperty('message');
  });

  it('is in the next email as well when the invitation is resent', async () => {
    const acme = await world.organization('pro');
    const { body } = await invite(acme, 'again.m@example.com', 'See you soon');
    await world.mailTo('again.m@example.com');
    const resent = await acme.owner.post(`${acme.path}/invitations/${body.id}/resend`);
    expect(resent).toMatchObject({ status: 200, body: { message: 'See you soon' } });
    expect(inText(await world.mailTo('again.m@example.com', 2))).toContain('> See you soon');
  });

  it('can be left out: then nothing in the email says so', async () => {
    const acme = await world.organization('pro');
    const sent = await acme.owner.post(`${acme.path}/invitations`, { email: 'plain.m@example.com', role: 'viewer' });
    expect(sent.body.message).toBeNull();
    const mail = await world.mailTo('plain.m@example.com');
    for (const body of [inText(mail), String(mail.html)]) expect(body).not.toContain('wrote:');
  });

  it.each([
    ['a web address', 'Look at https://evil.example/x now', /“https:\/\/evil\.example\/x” looks like one/],
    ['a bare domain', 'Look at example.com/path now', /“example\.com\/path” looks like one/],
    ['"www."', 'www.evil', /“www\.evil” looks like one/],
    ['a control character', 'a\tb', /^Remove control/],
    ['501 characters', 'é'.repeat(501), /1 to 500 characters/],
    ['no characters', '', /1 to 500 characters/],
    ['only blanks', ' \n ', /visible/],
    ['null', null, /1 to 500 characters/],
    ['a number', 7, /1 to 500 characters/],
  ])('with %s is refused at its field, and no one is invited', async (_, message, detail) => {
    const acme = await world.organization('pro');
    const refused = await invite(acme, 'refused.m@example.com', message);
    expect(refused).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    expect(refused.body.errors).toEqual([{ pointer: '/message', detail: expect.stringMatching(detail) }]);
    expect((await acme.owner.get(`${acme.path}/invitations`)).body.data).toEqual([]);
  });

  it('may have 500 characters as people count them', async () => {
    const acme = await world.organization('pro');
    expect((await invite(acme, 'long.m@example.com', '😀'.repeat(500))).status).toBe(201);
  });

  it('for many at once is that of each, else the one for all', async () => {
    const acme = await world.organization('pro');
    const invitations = [
      { email: 'own.m@example.com', role: 'member', message: 'For you alone' },
      { email: 'shared.m@example.com', role: 'viewer' },
      { email: 'linked.m@example.com', role: 'viewer', message: 'evil.example' },
    ];
    const { body } = await acme.owner.post(`${acme.path}/invitations/bulk`, { invitations, message: 'For all of you' });
    expect(body.results).toMatchObject([
      { status: 201, invitation: { message: 'For you alone' } },
      { status: 201, invitation: { message: 'For all of you' } },
      { status: 422, problem: { errors: [{ pointer: '/message' }] } },
    ]);
    expect(inText(await world.mailTo('shared.m@example.com'))).toContain('> For all of you');
    const linked = await acme.owner.post(`${acme.path}/invitations/bulk`, { invitations, message: 'www.evil' });
    expect(linked).toMatchObject({ status: 422, body: { errors: [{ pointer: '/message' }] } });
  });
});
