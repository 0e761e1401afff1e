import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { documentOf, listLink, listPage, mailPage, mailTable, OpenedMails, waitingPage } from './mail-html.js';
import { LIVE_SCRIPT } from './mail-live.js';
import { caughtAt, CaughtMail, CaughtMailDetails, MailStore } from './mail-store.js';
import { LOOPBACK } from './ports.js';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  /** The content security policy of the pages. */
  readonly policy?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";

/** The policy of an email itself: no scripts and no requests to other servers; its links open in a new tab. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** Serves the caught emails on a loopback port: a list, each email as HTML, as text and as its source, and all as JSON. */
export async function startMailPage(store: MailStore, port: number): Promise<{ port: number; stop(): Promise<void> }> {
  const opened = new OpenedMails();
  const server: Server = createServer((request, response) => {
    answer({ store, opened }, request, server)
      .catch((): Answer => plain(500, 'This email cannot be shown.'))
      .then((result) => {
        send(response, result);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  return {
    port: portOf(server),
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
    },
  };
}

/** The emails and which of them were opened. */
interface Inbox {
  readonly store: MailStore;
  readonly opened: OpenedMails;
}

async function answer({ store, opened }: Inbox, request: IncomingMessage, server: Server): Promise<Answer> {
  // Emails contain invitation links. Any web page can make a browser send requests to this port under a host name of its own.
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${portOf(server)}`);
  if (!hosts.includes(request.headers.host ?? '')) return plain(421, 'Open this page as 127.0.0.1 or localhost.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Emails can only be read here.');
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/live.js') return { status: 200, type: 'text/javascript; charset=utf-8', body: LIVE_SCRIPT };
  if (url.pathname.startsWith('/messages/')) return message({ store, opened }, url);
  const mails = await store.list();
  switch (url.pathname) {
    case '/':
      return page('Emails (development inbox)', listPage(mails, opened));
    case '/list':
      return fragment(mailTable(mails, opened));
    case '/list-link':
      return fragment(listLink(opened.countNew(mails)));
    case '/newest':
      return newest(mails, url);
    case '/new.json':
      return { ...json({ new: opened.countNew(mails) }), headers: readableBy(request.headers.origin) };
    case '/messages.json':
      return json(addressedTo(mails, url.searchParams.get('to')));
    default:
      return notFound();
  }
}

/** The console, which has another port, may read this; any other site may not. */
function readableBy(origin: string | undefined): Record<string, string> {
  if (origin === undefined || !URL.canParse(origin)) return {};
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname);
  return isLocal ? { 'access-control-allow-origin': origin, vary: 'Origin' } : {};
}

/** The latest email to an address; it may be on its way, and earlier ones are not meant. */
function newest(mails: readonly CaughtMail[], { pathname, search, searchParams }: URL): Answer {
  const address = searchParams.get('to') ?? '';
  const after = Number(searchParams.get('after') ?? 0);
  const found = addressedTo(mails, address).find(({ id }) => caughtAt(id) > after);
  if (!found) return page('Waiting for the email', waitingPage(address, `${pathname}${search}`));
  return { ...plain(302, 'Found'), headers: { location: `/messages/${found.id}` } };
}

async function message({ store, opened }: Inbox, url: URL): Promise<Answer> {
  const file = /^\/messages\/([\w-]+)\/attachments\/(\d{1,3})$/.exec(url.pathname);
  if (file) return attachment(await store.attachment(file[1] ?? '', Number(file[2])));
  const [, id = '', kind = 'page'] = /^\/messages\/([\w-]+)(?:[./](json|html|text|raw))?$/.exec(url.pathname) ?? [];
  if (kind === 'raw') {
    const source = await store.source(id);
    return source ? { status: 200, type: 'text/plain; charset=utf-8', body: source } : notFound();
  }
  const mail = await store.read(id);
  if (!mail) return notFound();
  if (kind === 'json') return json(mail);
  opened.add(id);
  if (kind === 'text') return plain(200, mail.text ?? 'This email has no text body.');
  if (kind === 'html') return htmlBody(mail);
  return page(mail.subject, mailPage(mail, opened.countNew(await store.list())));
}

/** A PDF is shown by the browser's own viewer, which a sandbox would prevent; a browser saves any other file. */
function attachment(file: { filename: string; contentType: string; content: Buffer } | null): Answer {
  if (!file) return notFound();
  const name = `filename*=UTF-8''${encodeURIComponent(file.filename)}`;
  const isPdf = file.contentType === 'application/pdf';
  return {
    status: 200,
    type: isPdf ? file.contentType : 'application/octet-stream',
    body: file.content,
    headers: { 'content-disposition': `${isPdf ? 'inline' : 'attachment'}; ${name}` },
    ...(isPdf ? { policy: "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'" } : {}),
  };
}

/** A part of a page, read by its script. */
function fragment(content: string): Answer {
  return { status: 200, type: 'text/html; charset=utf-8', body: content };
}

function page(title: string, content: string): Answer {
  return { status: 200, type: 'text/html; charset=utf-8', policy: PAGE_POLICY, body: documentOf(title, content) };
}

function addressedTo(mails: readonly CaughtMail[], address: string | null): readonly CaughtMail[] {
  return address === null ? mails : mails.filter((mail) => mail.to.includes(address));
}

function htmlBody(mail: CaughtMailDetails): Answer {
  if (mail.html === null) return plain(200, 'This email has no HTML body.');
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: withLinksInNewTabs(mail.html),
    policy: MAIL_POLICY,
  };
}

function withLinksInNewTabs(html: string): string {
  const base = '<base target="_blank">';
  const head = /<head(\s[^>]*)?>/i;
  return head.test(html) ? html.replace(head, `$&${base}`) : base + html;
}

function json(value: unknown): Answer {
  return { status: 200, type: 'application/json', body: JSON.stringify(value) };
}

function plain(status: number, body: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body };
}

function notFound(): Answer {
  return plain(404, 'Email not found.');
}

function send(response: ServerResponse, result: Answer): void {
  response.writeHead(result.status, {
    'content-type': result.type,
    'content-security-policy': result.policy ?? "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...result.headers,
  });
  response.end(result.body);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
