import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { escapeHtml } from '../platform/text/escape-html.js';
import { CaughtMail, CaughtMailDetails, MailStore } from './mail-store.js';
import { LOOPBACK } from './ports.js';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  /** The content security policy of the pages. */
  readonly policy?: string;
}

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";

/** The policy of an email itself: no scripts and no requests to other servers; its links open in a new tab. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** Serves the caught emails on a loopback port: a list, each email as HTML, as text and as its source, and all as JSON. */
export async function startMailPage(store: MailStore, port: number): Promise<{ port: number; stop(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    answer(store, request, server)
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

async function answer(store: MailStore, request: IncomingMessage, server: Server): Promise<Answer> {
  // Emails contain invitation links. Any web page can make a browser send requests to this port under a host name of its own.
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${portOf(server)}`);
  if (!hosts.includes(request.headers.host ?? '')) return plain(421, 'Open this page as 127.0.0.1 or localhost.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Emails can only be read here.');
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/') return page('Emails (development inbox)', listPage(await store.list()));
  if (url.pathname === '/messages.json') return json(addressedTo(await store.list(), url.searchParams.get('to')));
  const [, id = '', kind = 'page'] = /^\/messages\/([\w-]+)(?:[./](json|html|text|raw))?$/.exec(url.pathname) ?? [];
  if (kind === 'raw') {
    const source = await store.source(id);
    return source ? { status: 200, type: 'text/plain; charset=utf-8', body: source } : notFound();
  }
  const mail = await store.read(id);
  if (!mail) return notFound();
  if (kind === 'json') return json(mail);
  if (kind === 'text') return plain(200, mail.text ?? 'This email has no text body.');
  if (kind === 'html') return htmlBody(mail);
  return page(mail.subject, mailPage(mail));
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

function listPage(mails: readonly CaughtMail[]): string {
  const rows = mails.map(
    (mail) =>
      `<tr><td><a href="/messages/${mail.id}">${escapeHtml(mail.subject || '(no subject)')}</a></td><td>${escapeHtml(mail.to.join(', '))}</td><td>${escapeHtml(mail.from)}</td><td><time>${mail.date}</time></td></tr>`,
  );
  if (rows.length === 0)
    return '<h1>Emails (development inbox)</h1><p>No emails yet. Reload the page to check again.</p>';
  return `<h1>Emails (development inbox)</h1><table><thead><tr><th>Subject</th><th>To</th><th>From</th><th>Date</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function mailPage(mail: CaughtMailDetails): string {
  const facts = [
    ['From', mail.from],
    ['To', mail.to.join(', ')],
    ['Date', mail.date],
    ['Message-ID', mail.messageId],
  ] as const;
  const path = `/messages/${mail.id}`;
  return `<p><a href="/">All emails</a></p><h1>${escapeHtml(mail.subject || '(no subject)')}</h1>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>
<p><a href="${path}/html">HTML</a> · <a href="${path}/text">Text</a> · <a href="${path}/raw">Raw</a> · <a href="${path}.json">JSON</a></p>
${mail.html === null ? '' : `<h2>HTML</h2><iframe title="The email as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="${path}/html"></iframe>`}
<h2>Text</h2><pre>${escapeHtml(mail.text ?? '')}</pre>`;
}

function page(title: string, content: string): Answer {
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    policy: PAGE_POLICY,
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1c2430;background:#fff}table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.5rem;border-bottom:1px solid #d5dae1;overflow-wrap:anywhere}a{color:#0b57b0}iframe{width:100%;height:40rem;border:1px solid #d5dae1}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f4f6f8;padding:1rem}dt{font-weight:600}dd{margin:0 0 .25rem;overflow-wrap:anywhere}</style>
</head><body><main>${content}</main></body></html>`,
  };
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
  });
  response.end(result.body);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
