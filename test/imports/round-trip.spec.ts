import fc from 'fast-check';
import { World } from '../support/world.js';
import { importCsv, listAll } from './support/csv.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

type Organization = Awaited<ReturnType<World['organization']>>;

/** The bytes of an export, as a browser saves them. */
async function exportOf({ owner, path }: Organization, kind: string): Promise<Blob> {
  const response = await fetch(`${world.service.url}/api/v1${path}/exports/${kind}.csv?sort=createdAt`, {
    headers: { authorization: `Bearer ${owner.token ?? ''}` },
  });
  return response.blob();
}

/** What can be set of records; who owns them is another organization's matter. */
async function contentOf({ owner, path }: Organization, kind: string, fields: readonly string[]): Promise<string[]> {
  const records = await listAll(owner, `${path}/${kind}`);
  return records.map((record) => JSON.stringify(fields.map((field) => record[field]))).sort();
}

async function expectSameAfterExport(
  from: Organization,
  kind: string,
  fields: readonly string[],
): Promise<Organization> {
  const copy = await world.organization();
  const done = await importCsv(copy.owner, copy.path, kind, await exportOf(from, kind));
  expect(done).toMatchObject({ status: 'completed', rejected: [] });
  expect(await contentOf(copy, kind, fields)).toEqual(await contentOf(from, kind, fields));
  return copy;
}

/** Texts with everything that a spreadsheet, a separator or a quotation mark might take wrong. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom('=', '+', '-', '@', "'", '"', ';', ',', '＝', ' ', 'sep=;', '\ufeffx'),
      fc.string({ unit: 'grapheme-composite', maxLength: 6 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe('whatever was exported', () => {
  it('begins with a byte order mark', async () => {
    const organization = await world.organization();
    for (const kind of ['leads', 'deals', 'campaigns']) {
      const bytes = Buffer.from(await (await exportOf(organization, kind)).arrayBuffer());
      expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
      expect(bytes.subarray(3, 7).toString()).toBe('id,n');
    }
    const report = await fetch(`${world.service.url}/api/v1${organization.path}/analytics/report.csv?period=2026-01`, {
      headers: { authorization: `Bearer ${organization.owner.token ?? ''}` },
    });
    expect(
      Buffer.from(await report.arrayBuffer())
        .subarray(0, 3)
        .toString('hex'),
    ).toBe('efbbbf');
  });

  it('comes in again exactly: leads with any text', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const samples = fc.sample(fc.tuple(texts, texts, texts), 150);
    let made = 0;
    for (const [name, company, phone] of samples) {
      const { status } = await owner.post(`${path}/leads`, { name, company, phone, status: 'qualified' });
      if (status === 201) made += 1;
    }
    expect(made).toBeGreaterThan(50);
    await expectSameAfterExport(organization, 'leads', ['name', 'email', 'company', 'phone', 'status']);
  });

  it('comes in again exactly: deals, open and closed, of every currency and for a lead of the other organization', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    await owner.patch(path, { timezone: 'America/New_York' });
    const lead = (await owner.post(`${path}/leads`, { name: 'Lead' })).body.id as string;
    for (const [name, currency, amount, stage, closedAt] of [
      ['Open', 'EUR', 1234, 'negotiation', undefined],
      ['Won', 'KWD', 1, 'closed_won', '2026-03-29T01:30:00.123Z'],
      ['Lost', 'JPY', Number.MAX_SAFE_INTEGER, 'closed_lost', undefined],
      ['Nothing', 'CLF', 0, 'proposal', undefined],
    ] as const) {
      const created = await owner.post(`${path}/deals`, {
        name,
        amount: { amount, currency },
        stage,
        closedAt,
        leadId: lead,
      });
      expect(created.status).toBe(201);
    }
    const copy = await expectSameAfterExport(organization, 'deals', ['name', 'amount', 'stage', 'closedAt']);
    // Nothing of one organization is taken for something of the other.
    expect(await listAll(copy.owner, `${copy.path}/deals?sort=name`)).toMatchObject(
      ['Lost', 'Nothing', 'Open', 'Won'].map((name) => ({ name, ownerId: null, leadId: null })),
    );
    // In the organization itself owners and leads are known.
    await importCsv(owner, path, 'deals', await exportOf(organization, 'deals'));
    const again = await listAll(owner, `${path}/deals?sort=name`);
    expect(again).toHaveLength(8);
    for (const deal of again) expect(deal).toMatchObject({ leadId: lead, ownerId: again[0]?.['ownerId'] });
  });

  it('comes in again exactly: campaigns that are drafts, scheduled, started and over', async () => {
    const organization = await world.organization();
    const { owner, path, id } = organization;
    for (const status of ['draft', 'active', 'paused', 'completed']) {
      await owner.post(`${path}/campaigns`, { name: `${status}, scheduled`, status, scheduledFor: '2099-07-01T09:00' });
      await owner.post(`${path}/campaigns`, { name: `${status}, past`, status, scheduledFor: '2099-07-01T09:00' });
      await owner.post(`${path}/campaigns`, { name: status, status });
    }
    await world.database.admin.query(
      `update campaign set scheduled_for = '2026-01-02T09:00', scheduled_at = '2026-01-02T09:00:00Z', activates_at = null
       where organization_id = $1 and name like '%past'`,
      [id],
    );
    const copy = await expectSameAfterExport(organization, 'campaigns', [
      'name',
      'status',
      'scheduledFor',
      'scheduledAt',
    ]);
    const { rows } = await world.database.admin.query<{ name: string; activates_at: Date | null }>(
      'select name, activates_at from campaign where organization_id = $1 and activates_at is not null',
      [copy.id],
    );
    // What is history starts nothing.
    expect(rows).toMatchObject([{ name: 'draft, scheduled', activates_at: new Date('2099-07-01T09:00:00Z') }]);
  });
});
