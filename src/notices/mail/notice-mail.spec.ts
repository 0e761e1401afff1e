import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTemplate, readParts } from '../../platform/mail/compile-templates.mjs';
import type { OutgoingMail } from '../../platform/mail/index.js';
import type { MonthlyReport, Notice, NoticeKind } from '../notice.js';
import { composeNoticeMail, type NoticeMail } from './notice-mail.js';

const SOURCE = join(process.cwd(), 'src/notices/mail/notice.mjml');
const PARTS = join(process.cwd(), 'src/organization/mail');
const ID = '019ab970-1c00-7000-8000-000000000001';
/** A real PNG, one pixel large. */
const LOGO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const PERIOD = {
  granted: 3_000,
  topUp: 0,
  periodStartedAt: '2026-11-01T00:00:00.000Z',
  periodEndsAt: '2026-12-01T08:00:00.000Z',
};
const REPORT: MonthlyReport = {
  month: '2026-10',
  revenue: { amount: 35_000_000, currency: 'EUR' },
  target: { amount: 250_000_000, currency: 'EUR' },
  attainment: 0.14,
  asOf: '2026-11-01T05:00:03.000Z',
};
const NOTICES: { readonly [Kind in NoticeKind]: Extract<Notice, { kind: Kind }> } = {
  'payment-failed': { kind: 'payment-failed', facts: { graceEndsAt: '2026-12-01T08:00:00.000Z' } },
  'seats-over': { kind: 'seats-over', facts: { plan: 'free', used: 1_200, limit: 1 } },
  'credits-80': { kind: 'credits-80', facts: { ...PERIOD, percent: 80, used: 2_400 } },
  'credits-100': { kind: 'credits-100', facts: { ...PERIOD, percent: 100, used: 3_000 } },
  'monthly-report': { kind: 'monthly-report', facts: REPORT },
};

const SETTINGS = `https://app.example/o/${ID}/settings/organization`;

const REPORT_FIGURES = ['was €350,000, 14% of the €2,500,000 target.', '1 November 2026, 06:00 (Europe/Berlin, UTC+1)'];

let template: string;
beforeAll(async () => {
  template = await compileTemplate(readFileSync(SOURCE, 'utf8'), 'notice.mjml', await readParts(PARTS));
});

function compose(
  notice: Notice,
  organization: Partial<NoticeMail['organization']> = {},
  more: Partial<NoticeMail> = {},
): OutgoingMail {
  return composeNoticeMail({
    organization: {
      id: ID,
      name: 'Northwind Traders',
      timezone: 'Europe/Berlin',
      plan: 'pro',
      logoPng: null,
      ...organization,
    },
    notice,
    to: 'ada@acme.example',
    as: 'owner',
    attachments: [],
    publicUrl: 'https://app.example',
    product: 'Acme CRM',
    unsubscribeUrl: null,
    from: 'Organization Management <no-reply@mail.example>',
    sendId: '0197f3c2-0000-7000-8000-000000000001',
    template,
    ...more,
  });
}

/** The text that a reader of the HTML sees. */
function visible(html: string): string {
  return html
    .replace(/<(style|title)[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&#39;/g, "'");
}

describe('a notice', () => {
  it.each([
    [
      'payment-failed',
      'Your payment failed',
      ['Pro', '1 December 2026, 09:00 (Europe/Berlin, UTC+1)'],
      'settings/billing',
    ],
    ['seats-over', 'You are over your seat limit', ['Free', '1,200 of 1'], 'settings/members'],
    [
      'credits-80',
      'You have used 80% of your monthly credits',
      ['2,400 of 3,000', '1 December 2026, 09:00'],
      'settings/billing',
    ],
    [
      'credits-100',
      'You have used all your monthly credits',
      ['3,000 of 3,000', '1 December 2026, 09:00'],
      'settings/billing',
    ],
    ['monthly-report', 'Revenue report for October 2026', REPORT_FIGURES, 'analytics'],
  ] as const)('about %s has the same title, figures and links in both bodies', (kind, title, figures, page) => {
    const mail = compose(NOTICES[kind]);
    for (const body of [visible(mail.html), mail.text]) {
      for (const text of ['Northwind Traders', title, ...figures]) expect(body).toContain(text);
    }
    const links = [`https://app.example/o/${ID}/${page}`, SETTINGS, 'https://app.example'];
    expect([...mail.html.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual(links);
    expect(mail.text.match(/https?:\S+/g)).toEqual(links);
    expect(mail.subject).toBe(`${title} · Northwind Traders`);
    expect(mail).not.toHaveProperty('unsubscribeUrl');
    for (const body of [visible(mail.html), mail.text]) expect(body).toContain('Sent by Acme CRM.');
    expect(mail).toMatchObject({ to: 'ada@acme.example', attachments: [] });
  });

  it('mentions the purchased credits that are left', () => {
    const notice = NOTICES['credits-100'];
    expect(compose(notice).text).toContain('is paused until');
    const { text } = compose({ ...notice, facts: { ...notice.facts, topUp: 1 } });
    expect(text).toContain('purchased credits are used');
    expect(text).toContain('You also have 1 purchased credit.');
  });

  it('about a month without revenue, or without a target, says so', () => {
    const none = { amount: 0, currency: 'JPY' };
    const saying = (facts: Partial<MonthlyReport>) =>
      compose({ kind: 'monthly-report', facts: { ...REPORT, ...facts } }).text;
    expect(saying({ revenue: none })).toContain(
      'There was no revenue in JPY in October 2026. The target was €2,500,000.',
    );
    expect(saying({ revenue: none, target: null })).toContain('in October 2026. No target was set.');
    expect(saying({ target: null, attainment: null })).toContain('€350,000. No target was set.');
    expect(saying({ target: none, attainment: null })).toContain('€350,000. The target was ¥0.');
  });

  it('that recurs can be unsubscribed from, in the mail program and in both bodies', () => {
    const unsubscribeUrl = 'https://app.example/unsubscribe/token';
    const mail = compose(NOTICES['monthly-report'], {}, { unsubscribeUrl });
    expect(mail.unsubscribeUrl).toBe(unsubscribeUrl);
    const links = [`https://app.example/o/${ID}/analytics`, unsubscribeUrl, SETTINGS, 'https://app.example'];
    expect([...mail.html.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual(links);
    expect(mail.text.match(/https?:\S+/g)).toEqual(links);
  });

  it('says how the month compares, which was the best, and who sold most', () => {
    const eur = (amount: number) => ({ amount, currency: 'EUR' });
    const highlights = {
      changes: { previous: 0.25, lastYear: -0.1 },
      bestMonth: { month: '2026-10', revenue: eur(100) },
      topSellers: [
        { name: 'Ada', revenue: eur(200) },
        { name: '<b>www.evil.example</b>', revenue: eur(100) },
      ],
      openPipeline: eur(5_000),
    };
    const mail = compose({ kind: 'monthly-report', facts: { ...REPORT, highlights } });
    for (const body of [visible(mail.html), mail.text]) {
      expect(body).toContain('Revenue was 25% higher than in September 2026 and 10% lower than in October 2025.');
      expect(body).toContain('It is the best month of the fiscal year so far.');
      expect(body).toContain('Top sellers: Ada (€2), ');
      expect(body).toMatch(/Open pipeline(: |\s+)€50\n/);
      expect(body).not.toContain('www.evil');
    }
    expect(mail.html).not.toContain('<b>www');
    const none = { ...highlights, changes: { previous: null, lastYear: null }, bestMonth: null, topSellers: [] };
    const { text } = compose({ kind: 'monthly-report', facts: { ...REPORT, highlights: none } });
    expect(text).toContain('the €2,500,000 target.\n');
    const bestMonth = { month: '2026-08', revenue: eur(123_450) };
    const same = { ...highlights, changes: { previous: 0.001, lastYear: null }, bestMonth };
    const other = compose({ kind: 'monthly-report', facts: { ...REPORT, highlights: same } }).text;
    expect(other).toContain('Revenue was the same as in September 2026. ');
    expect(other).toContain('The best month of the fiscal year so far is August 2026 (€1,234.50).');
  });

  it('draws revenue against target without a picture, and has both amounts as text', () => {
    const drawn = (facts: Partial<MonthlyReport>) => {
      const { html, text } = compose({ kind: 'monthly-report', facts: { ...REPORT, ...facts } });
      const cells = [...html.matchAll(/<td\s+class="(\w+)"\s+width="(\d+%)"\s+bgcolor="#\w+"/g)];
      return { html, text, bars: cells.map(([, look, width]) => `${String(look)} ${String(width)}`) };
    };
    const behind = drawn({});
    expect(behind.bars).toEqual(['bar 14%', 'bar 100%']);
    expect(behind.html).not.toMatch(/<img|<svg/);
    expect(behind.text).toContain('Revenue: €350,000\nTarget: €2,500,000\n');
    expect(visible(behind.html)).toMatch(/Revenue\s+€350,000\s+&nbsp;\s+&nbsp;\s+Target\s+€2,500,000\s/);
    const eur = (amount: number) => ({ amount, currency: 'EUR' });
    expect(drawn({ revenue: eur(500), target: eur(400), attainment: 1.25 }).bars).toEqual(['bar 100%', 'bar 80%']);
    expect(drawn({ revenue: eur(0), attainment: 0 }).bars).toEqual(['track 1%', 'bar 100%']);
    expect(drawn({ revenue: eur(1), attainment: 0 }).bars).toEqual(['bar 1%', 'bar 100%']);
    // Nothing to compare with.
    expect(drawn({ target: null, attainment: null }).bars).toEqual([]);
    expect(drawn({ revenue: eur(0), target: eur(0), attainment: null }).bars).toEqual([]);
    expect(compose(NOTICES['seats-over']).html).not.toContain('class="track"');
  });

  it('has the attachment, and says that it was sent to an admin', () => {
    const pdf = { filename: 'acme-report-2026-10.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF') };
    const mail = compose(NOTICES['monthly-report'], { logoPng: LOGO }, { as: 'admin', attachments: [pdf] });
    expect(mail.attachments).toEqual([expect.objectContaining({ cid: 'logo@organization' }), pdf]);
    for (const body of [visible(mail.html), mail.text]) {
      expect(body).toContain('You are receiving this email because you are an admin of Northwind Traders.');
    }
  });

  it('shows the logo, embedded, or the initials', () => {
    const mail = compose(NOTICES['seats-over'], { logoPng: LOGO });
    expect(mail.attachments).toMatchObject([{ contentType: 'image/png', content: LOGO, cid: 'logo@organization' }]);
    expect(mail.html).toContain('src="cid:logo@organization"');
    const without = compose(NOTICES['seats-over']);
    expect(without.html).toMatch(/>\s*NT\s*</);
    expect(without.html).not.toContain('<img');
  });

  it('does not turn a name into markup or a link', () => {
    const mail = compose(NOTICES['seats-over'], { name: '<b>www.evil.example</b>\r\nBcc: x@evil.example' });
    expect(mail.html).not.toContain('<b>');
    expect(mail.subject).not.toMatch(/[\r\n]/);
    for (const body of [mail.html, mail.text, mail.subject]) {
      expect(body).not.toContain('www.evil');
      expect(body).not.toContain('@evil');
    }
  });

  it('is the same at every attempt to send it', () => {
    const [once, again] = [compose(NOTICES['credits-80']), compose(NOTICES['credits-80'])];
    expect(again).toEqual(once);
    expect(once.messageId).toBe('<0197f3c2-0000-7000-8000-000000000001@mail.example>');
  });
});
