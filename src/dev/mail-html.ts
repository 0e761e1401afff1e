import { escapeHtml } from '../platform/text/escape-html.js';
import { caughtAt, type CaughtMail, type CaughtMailDetails } from './mail-store.js';

/** Which emails were opened. Those that were caught before this start of the service count as opened. */
export class OpenedMails {
  private readonly startedAt = Date.now();
  private readonly ids = new Set<string>();

  add(id: string): void {
    this.ids.add(id);
  }

  has(id: string): boolean {
    return this.ids.has(id) || caughtAt(id) < this.startedAt;
  }

  countNew(mails: readonly CaughtMail[]): number {
    return mails.filter(({ id }) => !this.has(id)).length;
  }
}

/** All emails, kept up to date by the page's script. */
export function listPage(mails: readonly CaughtMail[], opened: OpenedMails): string {
  return `<h1>Emails (development inbox)</h1><div data-live="/list">${mailTable(mails, opened)}</div>`;
}

/** All emails; those that were not opened yet are marked. */
export function mailTable(mails: readonly CaughtMail[], opened: OpenedMails): string {
  const rows = mails.map(
    (mail) =>
      `<tr${opened.has(mail.id) ? '' : ' class="unread"'}><td>${opened.has(mail.id) ? '' : '<span class="new">New</span>'}<a href="/messages/${mail.id}">${escapeHtml(mail.subject || '(no subject)')}</a></td><td>${escapeHtml(mail.to.join(', '))}</td><td>${escapeHtml(mail.from)}</td><td>${localTime(mail.date)}</td></tr>`,
  );
  if (rows.length === 0) return '<p>No emails yet. They appear here.</p>';
  return `<table><thead><tr><th>Subject</th><th>To</th><th>From</th><th>Date</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** The way to all emails, with the number of those that were not opened yet. */
export function listLink(newMails: number): string {
  return `<a href="/">All emails</a>${newMails === 0 ? '' : ` <span class="new">${newMails} new</span>`}`;
}

/** What is shown until an email has arrived; the page's script then opens it. */
export function waitingPage(address: string, path: string): string {
  return `<p data-live="/list-link">${listLink(0)}</p><h1>Waiting for the email</h1>
<p role="status" data-wait="${escapeHtml(path)}">The email to ${escapeHtml(address)} has not arrived yet. It opens here.</p>`;
}

/** One email with its facts, its attached files and its bodies. */
export function mailPage(mail: CaughtMailDetails, newMails: number): string {
  const facts = [
    ['From', escapeHtml(mail.from)],
    ['To', escapeHtml(mail.to.join(', '))],
    ['Date', localTime(mail.date)],
    ['Message-ID', escapeHtml(mail.messageId)],
    ...(mail.attachments.length > 0 ? [['Attachments', attachmentLinks(mail)]] : []),
  ];
  const path = `/messages/${mail.id}`;
  return `<p data-live="/list-link">${listLink(newMails)}</p><h1>${escapeHtml(mail.subject || '(no subject)')}</h1>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>
<p><a href="${path}/html">HTML</a> · <a href="${path}/text">Text</a> · <a href="${path}/raw">Raw</a> · <a href="${path}.json">JSON</a></p>
${mail.html === null ? '' : `<h2>HTML</h2><iframe title="The email as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="${path}/html"></iframe>`}
<h2>Text</h2><pre>${escapeHtml(mail.text ?? '')}</pre>`;
}

function attachmentLinks({ id, attachments }: CaughtMailDetails): string {
  const links = attachments.map(
    ({ filename, bytes }, index) =>
      `<a href="/messages/${id}/attachments/${index}">${escapeHtml(filename)}</a> (${Math.ceil(bytes / 1024)} kB)`,
  );
  return links.join(', ');
}

/** In the timezone of this machine, which is that of its browser. */
function localTime(date: string): string {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(date));
  return `<time datetime="${date}">${text}</time>`;
}

/** A whole page. */
export function documentOf(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1c2430;background:#fff}table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.5rem;border-bottom:1px solid #d5dae1;overflow-wrap:anywhere}a{color:#0b57b0}iframe{width:100%;height:40rem;border:1px solid #d5dae1}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f4f6f8;padding:1rem}tr.unread a{font-weight:700}.new{margin-right:.5rem;padding:0 .4rem;border-radius:.5rem;background:#0b57b0;color:#fff;font-size:.75rem;font-weight:600}time{white-space:nowrap}dt{font-weight:600}dd{margin:0 0 .25rem;overflow-wrap:anywhere}</style>
<script src="/live.js" defer></script></head><body><main>${content}</main></body></html>`;
}
