import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTemplate, readParts } from '../../platform/mail/compile-templates.mjs';
import { MailTransport } from '../../platform/mail/index.js';
import { startSmtpServer } from '../../platform/mail/smtp-server.fixture.js';
import { composeInvitationMail, type ComposedMail, type InvitationMail } from './invitation-mail.js';

const SOURCE = join(process.cwd(), 'src/invitation/mail/invitation.mjml');
const PARTS = join(process.cwd(), 'src/organization/mail');
const TOKEN = '0197f3c2-7d1e-7c11-9d2a-3f6b1c2d4e5f.Jx2m9QkT8vB4nR7sW1yZ3cF6hL0pD5gA_-uE8tYiOkM';
const LINK = `https://app.example/invitations/${TOKEN}`;
/** The button, the same link to copy, and the service in the foot. */
const LINKS = [LINK, LINK, 'https://app.example'];
/** A real PNG of one pixel. */
const LOGO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let template: string;
beforeAll(async () => {
  template = await compileTemplate(readFileSync(SOURCE, 'utf8'), 'invitation.mjml', await readParts(PARTS));
});

function compose(
  changes: Partial<InvitationMail> & { organizationName?: string; logoPng?: Buffer } = {},
): ComposedMail {
  const { organizationName = 'Northwind Traders', logoPng = null, ...rest } = changes;
  return composeInvitationMail({
    organization: { name: organizationName, timezone: 'Europe/Berlin', logoPng },
    inviter: { name: 'Ada Lovelace', email: 'ada@acme.example' },
    invitee: { email: 'grace@acme.example' },
    role: 'member',
    message: null,
    token: TOKEN,
    expiresAt: new Date('2026-12-01T08:00:00Z'),
    publicUrl: 'https://app.example',
    product: 'Acme CRM',
    from: 'Organization Management <no-reply@mail.example>',
    sendId: '0197f3c2-0000-7000-8000-000000000001',
    template,
    ...rest,
  });
}

/** What a reader of the HTML sees: without tags, without the hidden preview text, entities as characters. */
function visible(html: string): string {
  return html
    .replace(/<(style|title)[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

const linksIn = (html: string): string[] => [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '');

describe('an invitation email', () => {
  it('says who invites whom where, as what, until when, in both bodies', () => {
    const mail = compose();
    for (const body of [visible(mail.html), mail.text]) {
      expect(body).toContain('Northwind Traders');
      expect(body).toContain('Ada Lovelace');
      expect(body).toContain('Member');
      expect(body).toContain('see your own analytics');
      expect(body).toContain('1 December 2026, 09:00 (Europe/Berlin, UTC+1)');
      expect(body).toContain('Sign in or sign up with grace@acme.example to accept.');
      expect(body).toContain(LINK);
    }
    expect(mail.subject).toBe('Ada Lovelace invited you to join Northwind Traders');
  });

  it('has every sentence of its text in its HTML', () => {
    const shown = visible(compose().html).replace(/\s+/g, ' ');
    for (const line of compose().text.split('\n')) {
      for (const part of line.split(': ')) expect(shown).toContain(part.replace(/:$/, ''));
    }
  });

  it.each([
    ['admin', 'Admin', 'Manage members'],
    ['member', 'Member', 'Work with leads'],
    ['viewer', 'Viewer', 'without changing anything'],
  ] as const)('tells %s what the role may do', (role, title, allows) => {
    const mail = compose({ role });
    for (const body of [visible(mail.html), mail.text]) {
      expect(body).toContain(title);
      expect(body).toContain(allows);
    }
  });

  it("shows the inviter's message apart, line by line, without markup or links", () => {
    const mail = compose({ message: 'Hi <b>Grace,\n\nsee evil.example & "ask" ada@evil.example' });
    const inert = 'see evil\u200c.\u200cexample & "ask" ada\u200c@\u200cevil\u200c.\u200cexample';
    expect(mail.text).toContain(`Ada Lovelace wrote:\n> Hi <b>Grace,\n>\n> ${inert}\n\nYour role:`);
    expect(mail.html).toContain('Hi &lt;b&gt;Grace,<br /><br />see evil');
    expect(visible(mail.html)).toContain(inert);
    expect(linksIn(mail.html)).toEqual(LINKS);
    expect(compose().html).not.toContain('wrote:');
    expect(compose().text).not.toContain('wrote:');
  });

  it('links to the invitation and to this service only, and loads nothing from elsewhere', () => {
    const { html } = compose({ logoPng: LOGO });
    expect(linksIn(html)).toEqual(LINKS);
    expect([...html.matchAll(/src="([^"]*)"/g)].map((match) => match[1])).toEqual(['cid:logo@organization']);
    expect(html).not.toMatch(/url\(|@import|<link|<script/i);
  });

  it('embeds the logo where there is one, else shows initials', () => {
    const withLogo = compose({ logoPng: LOGO });
    expect(withLogo.attachments).toEqual([
      { filename: 'logo.png', contentType: 'image/png', content: LOGO, cid: 'logo@organization' },
    ]);
    expect(withLogo.html).not.toMatch(/>\s*NT\s*</);

    const without = compose();
    expect(without.attachments).toEqual([]);
    expect(without.html).toMatch(/>\s*NT\s*</);
    expect(without.html).not.toContain('<img');
  });

  it('leaves out a logo that is not a PNG', () => {
    expect(compose({ logoPng: Buffer.from('<svg/>') }).attachments).toEqual([]);
  });

  it('has the inviter as its reply address, if a person invited', () => {
    expect(compose().replyTo).toEqual({ name: 'Ada Lovelace', address: 'ada@acme.example' });
    const byKey = compose({ inviter: { name: 'Import script', email: null } });
    expect(byKey.replyTo).toBeUndefined();
    expect(byKey.text).not.toContain('Reply');
    expect(byKey.html).not.toContain('Reply');
    for (const body of [byKey.text, visible(byKey.html)])
      expect(body).toContain('Questions? Ask an admin of Northwind Traders.');
  });

  it('names an inviter without a name by the address', () => {
    expect(compose({ inviter: { name: ' ', email: 'ada@acme.example' } }).subject.replaceAll('\u200C', '')).toBe(
      'ada@acme.example invited you to join Northwind Traders',
    );
  });

  it('has the same Message-ID for the same send, another for a resend', () => {
    expect(compose().messageId).toBe('<0197f3c2-0000-7000-8000-000000000001@mail.example>');
    expect(compose({ sendId: '0197f3c2-0000-7000-8000-000000000002' }).messageId).not.toBe(compose().messageId);
  });

  it('refuses a token with characters that it cannot have, without repeating it', () => {
    expect(() => compose({ token: 'se/cret' })).toThrow(/^(?!.*se\/cret)/);
  });

  it('shows an ordinary address as it is, and makes one inert that reads like a web address', () => {
    expect(compose({ invitee: { email: 'g.hopper+crm@acme.example' } }).text).toContain('g.hopper+crm@acme.example');
    const odd = compose({ invitee: { email: 'grace+www.evil.com@acme.example' } });
    expect(odd.text).not.toContain('www.evil');
    expect(odd.to).toBe('grace+www.evil.com@acme.example');
  });
});

describe('names from untrusted users', () => {
  const names = [
    'evil.com',
    'www.evil.com',
    'https://evil.example/x',
    'me@evil.example',
    '<b>x</b>',
    '"><img src=x>',
    "'><a href='https://evil.example'>click</a>",
    '<!-- --><script>alert(1)</script>',
    '{{link}}',
    '&lt;b&gt;',
    'Ada\r\nBcc: all@evil.example',
    'abc\u202Eтрид\u2066x',
    'x'.repeat(100),
    '株式会社テスト',
    'شركة المثال',
    '👩‍👩‍👧 Family 🇩🇪',
  ];

  it.each(names)('%j as both names stays text', (name) => {
    const plain = compose();
    const mail = compose({ organizationName: name, inviter: { name, email: 'ada@acme.example' }, logoPng: LOGO });
    const unlinked = [mail.subject, mail.text.replaceAll(LINK, ''), mail.html.replaceAll(LINK, '')];
    for (const part of unlinked) {
      expect(part).not.toMatch(/evil\.(com|example)|https?:\/\/evil|www\.evil|me@evil/);
      expect(part).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    }
    expect(linksIn(mail.html)).toEqual(linksIn(plain.html));
    expect(mail.html.match(/<(b|a|img|script)\b/g)).toEqual(['<img', '<a', '<a', '<a']);
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.text.split('\n')).toHaveLength(plain.text.split('\n').length);
  });

  it.each(names.slice(0, 10))('%j looks as it was typed', (name) => {
    const mail = compose({ organizationName: name });
    const seen = (text: string): string => text.replaceAll('\u200C', '');
    expect(seen(mail.text)).toContain(`Join ${name}\n`);
    expect(seen(visible(mail.html))).toContain(`Join ${name}`);
  });
});

describe('an invitation email that is delivered', () => {
  it('arrives with subject, names, link and logo intact', async () => {
    const server = await startSmtpServer();
    const transport = new MailTransport(`smtp://127.0.0.1:${server.port}`);
    try {
      const inviter = { name: 'Ádá "Lovelace", 株式会社\r\nBcc: x@evil.example', email: 'ada@acme.example' };
      const composed = compose({ organizationName: 'Müller & Söhne 🦊', inviter, logoPng: LOGO });
      await transport.send(composed);

      const [mail] = server.received;
      expect(mail?.subject).toBe(composed.subject);
      expect(mail?.to).toMatchObject({ value: [{ address: 'grace@acme.example' }] });
      expect(mail?.replyTo?.value).toEqual([
        { name: 'Ádá "Lovelace", 株式会社 Bcc: x@evil.example', address: 'ada@acme.example' },
      ]);
      expect(mail?.headers.has('bcc')).toBe(false);
      expect(mail?.messageId).toBe(composed.messageId);
      expect(mail?.text?.trim()).toBe(composed.text.trim());
      expect(mail?.text).toContain(LINK);
      expect(linksIn(String(mail?.html))).toEqual(LINKS);
      expect(mail?.attachments[0]?.content).toEqual(LOGO);
      expect(mail?.attachments[0]?.cid).toBe('logo@organization');
    } finally {
      await transport.close();
      await server.stop();
    }
  });
});
