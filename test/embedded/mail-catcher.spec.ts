import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { MailCatcher, startMailCatcher } from '../../src/dev/mail-catcher.js';

const folder = join(mkdtempSync(join(process.env['TEST_FOLDER'] ?? tmpdir(), 'organization-mails-')), 'mails');
let catcher: MailCatcher;

const start = async (): Promise<MailCatcher> => startMailCatcher({ folder, smtpPort: 0, pagePort: 0 });

async function send(subject: string, to = 'bob@example.com'): Promise<void> {
  const transport = nodemailer.createTransport(catcher.smtpUrl);
  const picture = { filename: 'logo.png', content: Buffer.from('picture'), cid: 'logo' };
  await transport.sendMail({
    from: '"Acme <b>Sales</b>" <sales@example.com>',
    to,
    bcc: 'hidden@example.com',
    subject,
    messageId: '<send-1@example.com>',
    text: 'Join us: http://localhost/invitations/abc',
    html: '<html><head></head><body><img src="cid:logo"><a href="http://localhost/">Join</a><script>x</script></body></html>',
    attachments: [picture, { filename: 'Report März.pdf', content: Buffer.from('a report') }],
  });
  transport.close();
}

async function read(path: string): Promise<{ status: number; headers: Headers; body: string }> {
  const response = await fetch(new URL(path, catcher.pageUrl));
  return { status: response.status, headers: response.headers, body: await response.text() };
}

async function messages(query = ''): Promise<Record<string, unknown>[]> {
  return JSON.parse((await read(`/messages.json${query}`)).body) as Record<string, unknown>[];
}

describe('the mail catcher', () => {
  beforeAll(async () => {
    catcher = await start();
    await send('First');
    await send('Second: <b>Grüße</b>', 'Alice <alice@example.com>, bob@example.com');
  });

  afterAll(async () => {
    await catcher.stop();
    rmSync(join(folder, '..'), { recursive: true });
  });

  it('lists what it caught, the newest first', async () => {
    expect(await messages()).toEqual([
      expect.objectContaining({ subject: 'Second: <b>Grüße</b>', to: ['alice@example.com', 'bob@example.com'] }),
      expect.objectContaining({ subject: 'First', messageId: '<send-1@example.com>', to: ['bob@example.com'] }),
    ]);
    expect(await messages('?to=alice@example.com')).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.endsWith('.eml'))).toHaveLength(2);
  });

  it('gives one email with its bodies and headers', async () => {
    const [{ id } = {}] = await messages();
    const mail = JSON.parse((await read(`/messages/${String(id)}.json`)).body) as Record<string, unknown>;
    expect(mail['text']).toContain('http://localhost/invitations/abc');
    expect(mail['html']).toContain('src="data:image/png;base64,');
    expect(mail['headers']).toMatchObject({
      'message-id': '<send-1@example.com>',
      'return-path': '<sales@example.com>',
      'delivered-to': 'alice@example.com\nbob@example.com\nhidden@example.com',
    });
  });

  it('shows an email without letting it do anything', async () => {
    const [{ id } = {}] = await messages();
    const page = await read(`/messages/${String(id)}`);
    expect(page.body).toContain('Second: &lt;b&gt;Grüße&lt;/b&gt;');
    expect(page.body).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await read(`/messages/${String(id)}/html`);
    expect(html.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups .*default-src 'none'/);
    expect(html.body).toContain('<head><base target="_blank">');
    expect((await read(`/messages/${String(id)}/raw`)).headers.get('content-type')).toContain('text/plain');
  });

  it('marks emails until they are opened, and shows dates as they are here', async () => {
    await send('Unread');
    const [{ id, date } = {}] = await messages();
    expect((await read('/')).body).toMatch(/class="new">New<\/span><a [^>]+>Unread</);
    await read(`/messages/${String(id)}`);
    const list = (await read('/')).body;
    expect(list).not.toMatch(/New<\/span><a [^>]+>Unread</);
    const here = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    expect(list).toContain(`<time datetime="${String(date)}">${here.format(new Date(String(date)))}</time>`);
  });

  it('lists attached files, which a browser saves', async () => {
    const [{ id } = {}] = await messages();
    const page = await read(`/messages/${String(id)}`);
    expect(page.body).toContain(`<a href="/messages/${String(id)}/attachments/0">Report März.pdf</a> (1 kB)`);
    const file = await read(`/messages/${String(id)}/attachments/0`);
    expect([file.status, file.body]).toEqual([200, 'a report']);
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Report%20M%C3%A4rz.pdf");
    expect((await read(`/messages/${String(id)}/attachments/1`)).status).toBe(404);
  });

  it('answers to its own names alone, and names no other file', async () => {
    const { port } = new URL(catcher.pageUrl);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request({ port, host: '127.0.0.1', headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.once('error', reject);
      asked.end();
    });
    expect(status).toBe(421);
    expect((await read('/messages/..%2f..%2fcredentials/raw')).status).toBe(404);
    expect((await read('/messages/1234567890123-0123456789ab.json')).status).toBe(404);
  });

  it('has the emails again after a restart', async () => {
    await catcher.stop();
    catcher = await start();
    expect(await messages()).toHaveLength(3);
    expect((await read('/')).body).not.toContain('New</span>');
    await send('Third');
    expect((await messages())[0]).toMatchObject({ subject: 'Third' });
  });
});
