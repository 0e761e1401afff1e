import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Client } from '../support/client.js';
import { World } from '../support/world.js';
import { png } from '../settings/support/pictures.js';
import { upload } from '../settings/support/uploads.js';
import { createDeal, type OrganizationRef } from './support/deals.js';

let world: World;
let acme: Awaited<ReturnType<World['organization']>>;
let seller: Client & { membershipId: string };
beforeAll(async () => {
  world = await World.start();
  acme = await world.organization();
  seller = await world.member(acme, 'member', await world.person('Дмитрий 田中 كريم'));
  await acme.owner.patch(acme.path, {
    name: 'Ωmega & Söhne',
    timezone: 'Asia/Kathmandu',
    revenueTargets: { monthly: { amount: 1_000_000 }, quarterly: { amount: 3_000_000 } },
  });
  await upload(acme.owner, acme.path, await png());
  await createDeal(acme, acme.owner, { amount: 765_432, closedAt: '2026-10-31T18:15:00Z' });
  await createDeal(acme, seller, { amount: 111_111, closedAt: '2026-11-10T12:00:00Z' });
  await createDeal(acme, seller, { amount: 5_000, currency: 'USD', closedAt: '2026-11-10T12:00:00Z' });
});
afterAll(() => world.stop());

interface Read {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly title: string;
  readonly language: string;
  readonly text: string;
}

async function pdf({ path }: OrganizationRef, by: Client, period: string): Promise<Read> {
  const { status, headers, bytes } = await file(`${path}/analytics/report.pdf?period=${period}`, by);
  if (status !== 200) throw new Error(bytes.toString());
  const reader = spawn(process.execPath, ['test/analytics/support/pdf-text.mjs'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  reader.stdin.end(bytes);
  const [output] = await Promise.all([text(reader.stdout), once(reader, 'exit')]);
  const read = JSON.parse(output) as Pick<Read, 'title' | 'language' | 'text'>;
  return { status, headers, bytes, ...read, text: read.text.replaceAll('\u00a0', ' ') };
}

async function file(path: string, by: Client): Promise<Pick<Read, 'status' | 'headers' | 'bytes'>> {
  const response = await fetch(`${world.service.url}/api/v1${path}`, {
    headers: { authorization: `Bearer ${by.token ?? ''}` },
  });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** Without the time of making, which is in it to the minute. */
const unchanging = ({ text: all }: Read): string => all.replace(/as of .*/, '');

describe('report.pdf', () => {
  it('holds the period, its year, the team and other currencies, under the name of the organization', async () => {
    const report = await pdf(acme, acme.owner, '2026-11');
    expect(report.headers.get('content-type')).toBe('application/pdf');
    expect(report.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[a-z0-9-]+-report-2026-11\.pdf"$/,
    );
    expect(report.headers.get('cache-control')).toBe('no-store');
    expect(report).toMatchObject({ title: 'Ωmega & Söhne: revenue report 2026-11', language: 'en' });
    for (const words of [
      'Ωmega & Söhne',
      'Revenue report · November 2026',
      '(Asia/Kathmandu, UTC+5:45)',
      '€8,765.43',
      '€10,000.00',
      '88%',
      'Monthly target',
      'Figure November 2026 October 2026 November 2025 Fiscal year to date',
      'Revenue €8,765.43 €0.00 €0.00 €8,765.43',
      'Win rate 100%',
      'Q4 FY2026 · October to December 2026 €8,765.43 €30,000 29%',
      'Дмитрий 田中',
      'Total €8,765.43 3',
      'USD $50.00 1',
    ]) {
      expect(report.text).toContain(words);
    }
  });

  it.each(['1970-01', '9999-12', 'FY9999-Q4'])('answers for %s', async (period) => {
    const { path, owner } = await world.organization();
    await owner.patch(path, { fiscalYearStartMonth: 12, timezone: 'Pacific/Kiritimati' });
    expect((await file(`${path}/analytics/report.pdf?period=${period}`, owner)).status).toBe(200);
  });

  it('tells a quarter', async () => {
    const report = await pdf(acme, acme.owner, 'FY2026-Q3');
    expect(report.text).toContain('Revenue report · Q3 FY2026, July to September 2026');
    expect(report.text).toContain('€0.00');
  });

  it('is the same for the same figures', async () => {
    const [once_, again] = [await pdf(acme, acme.owner, '2026-10'), await pdf(acme, acme.owner, '2026-10')];
    expect(unchanging(again)).toBe(unchanging(once_));
    if (again.text === once_.text) expect(again.bytes.equals(once_.bytes)).toBe(true);
  });

  it('holds a Member’s own figures and no one else’s, and everything for a viewer', async () => {
    const own = await pdf(acme, seller, '2026-11');
    expect(own.text).toContain('This report shows only the results of Дмитрий 田中');
    expect(own.text).toContain('€1,111.11');
    for (const words of ['8,765.43', '7,654.32', 'Owner', 'target', 'Target', 'Attainment', '10,000', '30,000']) {
      expect(own.text).not.toContain(words);
    }
    const viewer = await world.member(acme, 'viewer');
    expect((await pdf(acme, viewer, '2026-11')).text).toContain('€8,765.43');
  });

  it('takes names for what they are, and ten thousand deals for as many', async () => {
    const other = await world.organization('enterprise', await world.person('#image("/etc/passwd") 🚀 $x$ *b* ใจ'));
    await other.owner.patch(other.path, { name: `#eval("1") ${'W'.repeat(80)}` });
    const { rows } = await world.database.admin.query<{ id: string }>(
      'select id from membership where organization_id = $1',
      [other.id],
    );
    await world.database.admin.query(
      `insert into deal (organization_id, id, name, amount, currency, stage, closed_at, owner_id)
       select $1, gen_random_uuid(), 'Deal', 12345, 'EUR', 'closed_won', '2026-11-10', $2 from generate_series(1, 10000)`,
      [other.id, rows[0]?.id],
    );
    const report = await pdf(other, other.owner, '2026-11');
    expect(report.text).toContain('€1,234,500.00');
    expect(report.text).toContain('#eval("1")');
    // What no font has is left out or replaced, and never a box.
    expect(report.text).toContain('#image("/etc/passwd") $x$ *b* …');
    expect(report.text).toContain('the CSV report has them');
    expect(report.text).not.toMatch(/[🚀ใจ\ufffd]/u);
    expect(report.text).toContain('Deals won\n10,000');
  });

  it('keeps no one waiting while as many are printed as one organization may have wait', async () => {
    const reports = Promise.all(
      Array.from({ length: 6 }, () => file(`${acme.path}/analytics/report.pdf?period=2026-11`, acme.owner)),
    );
    const alive = await acme.owner.get('//health/live');
    expect(alive.status).toBe(200);
    for (const { status, bytes } of await reports)
      expect([status, bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  });
});

describe('report.csv', () => {
  it('holds the same numbers', async () => {
    const { status, headers, bytes } = await file(`${acme.path}/analytics/report.csv?period=FY2026-Q4`, acme.owner);
    const lines = bytes.toString().split('\r\n');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(headers.get('content-disposition')).toMatch(/filename="[a-z0-9-]+-report-FY2026-Q4\.csv"$/);
    expect(lines[1]).toMatch(
      /^report,FY2026-Q4,,Ωmega & Söhne,,EUR,8765\.43,30000\.00,0\.29218\d*,3,,,[\d-]{10}T[\d:]{8}\+05:45$/,
    );
    expect(lines).toContain('month,2026-11,,,,EUR,8765.43,10000.00,0.876543,,,,');
    expect(lines).toContain('otherCurrency,FY2026-Q4,,,,USD,50.00,,,1,,,');
    expect(lines.filter((line) => line.startsWith('team,'))).toHaveLength(3);
  });

  it('holds a Member’s own figures and no one else’s', async () => {
    const { bytes } = await file(`${acme.path}/analytics/report.csv?period=2026-11`, seller);
    const csv = bytes.toString();
    expect(csv).toContain(`team,2026-11,${seller.membershipId},Дмитрий 田中 كريم,active,EUR,1111.11,,,2,`);
    expect(csv).not.toMatch(/8765|7654|Owner|10000|30000/);
  });
});

describe('the period of a report', () => {
  it.each(
    ['', 'period=', 'period=2026', 'period=2026-13', 'period=FY2027-Q5', 'period=1969-12', 'period=2026-11-01'].concat([
      'period=2026-11%0A',
      'period=2026-11&period=2026-12',
      'period=fy2027-q1',
    ]),
  )('is refused for %j', async (query) => {
    for (const kind of ['pdf', 'csv']) {
      expect(await acme.owner.get(`${acme.path}/analytics/report.${kind}?${query}`)).toMatchObject({
        status: 422,
        body: { code: 'validation-failed', errors: [{ pointer: '/period' }] },
      });
    }
  });
});

it('holds up no stop of the service while reports are printed', async () => {
  const reports = Promise.allSettled(
    Array.from({ length: 5 }, () => file(`${acme.path}/analytics/report.pdf?period=2026-11`, acme.owner)),
  );
  await acme.owner.get('//health/live');
  expect(await world.service.stop()).toBe(0);
  await reports;
});
