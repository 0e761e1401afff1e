import type { ParsedMail } from 'mailparser';
import type { Client } from '../support/client.js';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start({
    PUBLIC_URL: 'http://localhost:4321',
    MAIL_FROM: 'Organization Management <no-reply@mail.example>',
  });
});
afterAll(() => world.stop());

/** An organization of the inviter by this name, with seats for guests. */
async function organization(owner: Client, name: string, timezone = 'UTC'): Promise<string> {
  const { body, text } = await owner.post('/organizations', { name, timezone });
  if (!body.id) throw new Error(text);
  await owner.put(`/organizations/${body.id}/billing/plan`, { plan: 'enterprise' });
  return `/organizations/${body.id}`;
}

/** What a reader of the HTML sees, its entities as characters. */
function visible(html: string): string {
  return html
    .replace(/<(style|title)[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

function bodies(mail: ParsedMail): string[] {
  return [visible(String(mail.html)), (mail.text ?? '').replace(/\s+/g, ' ')];
}

const linksIn = (html: string): string[] =>
  [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1] ?? '');

describe("an invitation's email", () => {
  it('says the same in HTML and in text: organization, inviter, role, local expiry and the link', async () => {
    const ada = await world.person('Ada Lovelace', 'ada@acme.example');
    const path = await organization(ada, 'Northwind Traders', 'America/St_Johns');
    const { body } = await ada.post(`${path}/invitations`, { email: 'grace@acme.example', role: 'viewer' });
    const mail = await world.mailTo('grace@acme.example');
    const token = await world.tokenFor('grace@acme.example');
    const link = `http://localhost:4321/invitations/${token}`;
    const local = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'America/St_Johns',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }).format(new Date(body.expiresAt));
    for (const text of bodies(mail)) {
      expect(text).toContain('Northwind Traders');
      expect(text).toContain('Ada Lovelace');
      expect(text).toContain('Viewer');
      expect(text).toMatch(/\d{1,2} \w+ \d{4}, \d\d:\d\d \(America\/St_Johns, UTC-[23]:30\)/);
      expect(text).toContain(local.replace(' at ', ', '));
      expect(text).toContain('grace@acme.example');
    }
    expect(mail.text).toContain(link);
    expect(new Set(linksIn(String(mail.html)))).toEqual(new Set([link, 'http://localhost:4321']));
    for (const text of bodies(mail))
      expect(text).toMatch(/Sent by Organization Management\. http:\/\/localhost:4321\s*$/);
    expect(mail.subject).toBe('Ada Lovelace invited you to join Northwind Traders');
  });

  it('comes from MAIL_FROM to one person, is answered to the inviter, and is not a bulk email', async () => {
    const ada = await world.person('Ada Lovelace', 'ada.replies@acme.example');
    const path = await organization(ada, 'Acme Sales');
    await ada.post(`${path}/invitations`, { email: 'alan@acme.example', role: 'admin' });
    const mail = await world.mailTo('alan@acme.example');
    expect(mail.from?.value).toEqual([
      { name: 'Ada Lovelace via Organization Management', address: 'no-reply@mail.example' },
    ]);
    expect([mail.to].flat().flatMap((list) => list?.value ?? [])).toEqual([{ name: '', address: 'alan@acme.example' }]);
    expect(mail.replyTo?.value).toEqual([{ name: 'Ada Lovelace', address: 'ada.replies@acme.example' }]);
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@mail\.example>$/);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    const absent = ['list', 'list-unsubscribe', 'x-mailer', 'cc', 'bcc', 'precedence'];
    expect(absent.filter((name) => mail.headers.has(name))).toEqual([]);
  });

  it('shows the time zone that the organization has when the email leaves, and the owner their own name in it', async () => {
    const owner = await world.person('Zoë Müller', 'zoe@acme.example');
    const path = await organization(owner, 'Sydney & Söhne 🦊', 'Australia/Sydney');
    await owner.post(`${path}/invitations`, { email: 'sydney@acme.example', role: 'member' });
    const mail = await world.mailTo('sydney@acme.example');
    for (const text of bodies(mail)) {
      expect(text).toContain('Sydney & Söhne 🦊');
      expect(text).toContain('Zoë Müller');
      expect(text).toMatch(/\(Australia\/Sydney, UTC\+1[01]\)/);
    }
    expect(mail.subject).toBe('Zoë Müller invited you to join Sydney & Söhne 🦊');
  });
});

describe('names from strangers', () => {
  it.each([
    ['"><img src=x onerror=alert(1)>', 'Acme "Quoted" & Co.'],
    ["'><a href='https://evil.example'>click</a>", 'evil.com'],
    ['https://evil.example/login', 'visit evil.example/now'],
    ['me@evil.example, you@evil.example', "O'Neil; DROP"],
    ['=?utf-8?q?Boss?= <boss@evil.example>', '{{link}} {{{token}}} ${x}'],
    ['x'.repeat(100), '株'.repeat(100)],
    ['شركة المثال', '👩‍👩‍👧 Family 🇩🇪'],
  ])('%j of %j is text in the email, never markup, a link or a header', async (name, organizationName) => {
    const inviter = await world.person(name, `inviter${name.length}-${organizationName.length}@acme.example`);
    const path = await organization(inviter, organizationName);
    const guest = `guest${name.length}-${organizationName.length}@acme.example`;
    const invited = await inviter.post(`${path}/invitations`, { email: guest, role: 'member' });
    expect(invited.status).toBe(201);
    const mail = await world.mailTo(guest);
    const html = String(mail.html);
    const link = `http://localhost:4321/invitations/${await world.tokenFor(guest)}`;
    expect(new Set(linksIn(html))).toEqual(new Set([link, 'http://localhost:4321']));
    expect(html.match(/<(a|b|img|script|iframe|form)\b/g)).toEqual(['<a', '<a', '<a']);
    const unseen = (text: string): string => text.replaceAll('\u200c', '').replace(/\s+/g, ' ');
    for (const text of bodies(mail)) {
      expect(unseen(text)).toContain(unseen(organizationName));
      expect(unseen(text)).toContain(unseen(name));
      expect(text.replaceAll(link, '')).not.toMatch(/evil\.(com|example)|me@evil|https?:\/\/evil/);
    }
    expect(unseen(mail.subject ?? '')).toBe(unseen(`${name} invited you to join ${organizationName}`));
    expect(mail.subject).not.toMatch(/evil\.(com|example)/);
    const [replyTo] = mail.replyTo?.value ?? [];
    expect({ ...replyTo, name: unseen(replyTo?.name ?? '') }).toEqual({ name: unseen(name), address: inviter.email });
    expect([mail.to].flat().flatMap((list) => list?.value.map(({ address }) => address))).toEqual([guest]);
    expect(mail.headers.has('bcc')).toBe(false);
  });
});
