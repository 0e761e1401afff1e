import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { MailCatcher, startMailCatcher } from '../../src/dev/mail-catcher.js';
import { openBrowser } from '../browser/support/browser.js';

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
    attachments: [
      picture,
      { filename: 'Report März.pdf', content: Buffer.from('a report') },
      { filename: 'page.html', content: Buffer.from('<script>x</script>') },
    ],
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

  it('lists attached files; a browser shows a PDF and saves the others', async () => {
    const [{ id } = {}] = await messages();
    const page = await read(`/messages/${String(id)}`);
    expect(page.body).toContain(`<a href="/messages/${String(id)}/attachments/0">Report März.pdf</a> (1 kB)`);
    const file = await read(`/messages/${String(id)}/attachments/0`);
    expect([file.status, file.body]).toEqual([200, 'a report']);
    expect(file.headers.get('content-disposition')).toBe("inline; filename*=UTF-8''Report%20M%C3%A4rz.pdf");
    expect(file.headers.get('content-type')).toBe('application/pdf');
    const other = await read(`/messages/${String(id)}/attachments/1`);
    expect(other.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''page.html");
    expect(other.headers.get('content-type')).toBe('application/octet-stream');
    expect((await read(`/messages/${String(id)}/attachments/2`)).status).toBe(404);
  });

  it('tells the console how many are new, and no other site', async () => {
    await send('Not opened yet', 'kay@example.com');
    const readBy = async (origin: string) => {
      const answer = await fetch(new URL('/new.json', catcher.pageUrl), { headers: { origin } });
      return [await answer.json(), answer.headers.get('access-control-allow-origin')];
    };
    const number = expect.objectContaining({ new: expect.any(Number) });
    expect(await readBy('http://localhost:3000')).toEqual([number, 'http://localhost:3000']);
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example'])
      expect(await readBy(origin)).toEqual([number, null]);
  });

  it('leads to the newest email to an address, and waits for one that is on its way', async () => {
    const [{ id } = {}] = await messages('?to=kay@example.com');
    const answer = await fetch(new URL('/newest?to=kay%40example.com', catcher.pageUrl), { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `/messages/${String(id)}`]);
    const later = await read(`/newest?to=kay%40example.com&after=${Date.now() + 60_000}`);
    expect(later.body).toContain('The email to kay@example.com has not arrived yet.');
    expect((await read('/newest?to=%22%3E%3Cscript%3E')).body).not.toContain('"><script>');
  });

  it('shows new emails by itself, and leaves alone what is open', async () => {
    const browser = await openBrowser();
    const page = await browser.page();
    await page.goto(catcher.pageUrl);
    const link = (subject: string) => page.getByRole('link', { name: subject, exact: true });
    await link('First').focus();
    await send('Live');
    await page.locator('tr.unread', { has: link('Live') }).waitFor();
    expect(await link('First').evaluate((element) => element === document.activeElement)).toBe(true);
    await link('Live').click();
    const body = page.getByTitle('The email as HTML');
    await body.evaluate((frame) => {
      frame.dataset['kept'] = 'yes';
    });
    const before = (await read('/new.json')).body;
    await send('Later', 'lee@example.com');
    const { new: now } = JSON.parse((await read('/new.json')).body) as { new: number };
    expect(before).toBe(JSON.stringify({ new: now - 1 }));
    await page.getByText(`${now} new`, { exact: true }).waitFor();
    expect(await body.getAttribute('data-kept')).toBe('yes');
    await page.goto(`${catcher.pageUrl}newest?to=mia%40example.com`);
    await page.getByText('The email to mia@example.com has not arrived yet.').waitFor();
    await send('Awaited', 'mia@example.com');
    await page.getByRole('heading', { name: 'Awaited', exact: true }).waitFor();
    await browser.close();
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
    expect(await messages()).toHaveLength(7);
    expect((await read('/')).body).not.toContain('New</span>');
    await send('Third');
    expect((await messages())[0]).toMatchObject({ subject: 'Third' });
  });
});
