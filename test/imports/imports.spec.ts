import { pointersOf } from '../records/support/kinds.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { ended, importCsv, listAll, readCsv, sendCsv } from './support/csv.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

interface Money {
  readonly currency: string;
}
type Organization = Awaited<ReturnType<World['organization']>>;

async function ownMembership({ owner, path }: Organization): Promise<string> {
  const { body } = await owner.get(`${path}/members?role=owner`);
  return body.data[0].id as string;
}

describe('an import', () => {
  it('makes leads of the rows, owned by anyone who imports them, and tells what it did', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const started = await sendCsv(
      owner,
      path,
      'leads',
      '\ufeffname;email;phone;company;status\r\nAda;ADA@Example.com;\'+44 20;"Analytical; Sons";qualified\r\n\r\n  Grace  ;;;;\r\n',
    );
    expect(started).toMatchObject({
      status: 202,
      body: { kind: 'leads', status: 'queued', progress: { total: 0, done: 0 }, rejected: [], finishedAt: null },
    });
    expect(await ended(owner, path, started)).toMatchObject({
      status: 'completed',
      progress: { total: 2, done: 2 },
      rejected: [],
      reason: null,
      requestedBy: { kind: 'member', name: 'Owner' },
    });
    const ownerId = await ownMembership(organization);
    expect(await listAll(owner, `${path}/leads?sort=name`)).toMatchObject([
      {
        name: 'Ada',
        email: 'ada@example.com',
        phone: '+44 20',
        company: 'Analytical; Sons',
        status: 'qualified',
        ownerId,
      },
      { name: 'Grace', email: null, phone: null, company: null, status: 'new', ownerId, version: 1 },
    ]);
    const { body } = await owner.get(`${path}/audit-events`);
    expect(body.data.slice(0, 2)).toMatchObject([
      {
        action: 'import.completed',
        target: { kind: 'import', id: started.body.id, name: 'leads' },
        changes: { created: { from: 0, to: 2 }, rejected: { from: 0, to: 0 } },
      },
      { action: 'import.started', actor: { name: 'Owner' } },
    ]);
    const { rows } = await world.database.admin.query('select 1 from import_chunk where organization_id = $1', [
      organization.id,
    ]);
    expect(rows).toEqual([]);
  });

  it('rejects each bad row with its line and the reason, and imports all others', async () => {
    const { owner, path } = await world.organization();
    const csv = [
      'name,email,status,id', // 1
      '"Fine,', // 2, 3
      ' I am",,new,1',
      ',a@example.com,new,', // 4
      'Bad address,no-address,new,', // 5
      '"Two lines', // 6, 7: no control characters in a name
      'in a name",,new,',
      'Bad status,,unknown,', // 8
      'Missing last cells,', // 9
      'Too many,,new,,,here,', // 10
      `${'x'.repeat(201)},,,`, // 11
      'Also fine,,,', // 12
      '', // 13
      'Both,no-address,none,', // 14
    ].join('\n');
    const done = await importCsv(owner, path, 'leads', csv);
    expect(done).toMatchObject({ status: 'completed', progress: { total: 10, done: 10 } });
    expect(done.rejected).toEqual([
      { line: 2, detail: '“name” is “Fine, I am”. Remove control and text-direction characters.' },
      { line: 4, detail: '“name” is empty. Enter a value.' },
      { line: 5, detail: '“email” is “no-address”. Enter one email address, such as ada@example.com.' },
      { line: 6, detail: '“name” is “Two lines in a name”. Remove control and text-direction characters.' },
      { line: 8, detail: '“status” is “unknown”. Choose one of new, contacted, qualified, converted, lost.' },
      { line: 10, detail: expect.stringMatching(/^This row has 6 values, but the file has 4 columns/) },
      { line: 11, detail: `“name” is “${'x'.repeat(40)}…”. Enter 1 to 200 characters.` },
      { line: 14, detail: expect.stringMatching(/^“email” is “no-address”.*“status” is “none”. Choose/) },
    ]);
    expect(await listAll(owner, `${path}/leads?sort=name`)).toMatchObject([
      { name: 'Also fine' },
      { name: 'Missing last cells', email: null, status: 'new' },
    ]);
  });

  it('holds deals to the rules of deals', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const lead = (await owner.post(`${path}/leads`, { name: 'Lead' })).body.id as string;
    const foreign = await world.organization();
    const theirs = (await foreign.owner.post(`${foreign.path}/leads`, { name: 'Theirs' })).body.id as string;
    const viewer = await world.member(organization, 'viewer');
    const member = await world.member(organization, 'member');
    const done = await importCsv(
      owner,
      path,
      'deals',
      [
        'name,amount,currency,stage,closedAt,leadId,ownerId',
        `Mine,9007199254740991,USD,closed_won,2026-01-01T01:00:00+01:00,${lead.toUpperCase()},${member.membershipId}`,
        'Default,0,,,,,',
        'Closed now,5,,closed_lost,,,',
        'Fraction,1.5,,,,,',
        'No amount,,EUR,,,,',
        'No currency,1,XXX,,,,',
        'Open and closed,1,,proposal,2026-01-01T00:00:00Z,,',
        'No time,1,,closed_won,yesterday,,',
        `Foreign lead,1,,,,${theirs},`,
        'No lead,1,,,,x,',
        `A viewer's,1,,,,,${viewer.membershipId}`,
        'Nobody,1,,,,,me',
      ].join('\n'),
    );
    expect(done.rejected.map(({ line, detail }) => `${line} ${detail}`)).toEqual([
      expect.stringMatching(/^5 “amount” is “1.5”. Enter a whole number in the smallest unit/),
      '6 “amount” is empty. Enter a value.',
      '7 “currency” is “XXX”. Enter a currency code such as EUR, USD or GBP.',
      expect.stringMatching(/^8 “closedAt” is “2026-01-01T00:00:00Z”. Only won and lost deals have a close date/),
      '9 “closedAt” is “yesterday”. This is not a date. Enter it as 2026-11-24 or 2026-11-24 09:00.',
      `10 “leadId” is “${theirs}”. Enter the ID of a lead of this organization.`,
      '11 “leadId” is “x”. Enter the ID of a lead of this organization.',
      expect.stringMatching(/^12 “ownerId” is “.*”. No owner, admin or member/),
      expect.stringMatching(/^13 “ownerId” is “me”. No owner, admin or member/),
    ]);
    expect(await listAll(owner, `${path}/deals?sort=name`)).toMatchObject([
      { name: 'Closed now', stage: 'closed_lost', closedAt: expect.stringMatching(/Z$/), ownerId: null },
      { name: 'Default', amount: { amount: 0, currency: 'EUR' }, stage: 'qualification', closedAt: null, leadId: null },
      {
        name: 'Mine',
        amount: { amount: 9_007_199_254_740_991, currency: 'USD' },
        closedAt: '2026-01-01T00:00:00.000Z',
        leadId: lead,
        ownerId: member.membershipId,
      },
    ]);
  });

  it('schedules campaigns in local time', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    await owner.patch(path, { timezone: 'Europe/Berlin' });
    const done = await importCsv(
      owner,
      path,
      'campaigns',
      'name,scheduledFor,status\nSummer,2099-07-01T09:00,\nPast,2020-01-01T09:00,\nOdd,soon,\nPaused,,paused\n',
    );
    expect(done.rejected).toMatchObject([
      {
        line: 3,
        detail: '“scheduledFor” is “2020-01-01T09:00”. Enter a time in the future. Times are in Europe/Berlin.',
      },
      { line: 4, detail: '“scheduledFor” is “soon”. Enter a local time, such as 2027-03-01T09:00.' },
    ]);
    expect(await listAll(owner, `${path}/campaigns?sort=name`)).toMatchObject([
      { name: 'Paused', status: 'paused' },
      { name: 'Summer', scheduledFor: '2099-07-01T09:00', scheduledAt: '2099-07-01T07:00:00.000Z' },
    ]);
    const { rows } = await world.database.admin.query<{ due_at: Date }>(
      `select due_at from due_work where organization_id = $1 and kind = 'campaign'`,
      [organization.id],
    );
    expect(rows).toMatchObject([{ due_at: new Date('2099-07-01T07:00:00Z') }]);
  });

  it('reads rows by settings that were changed while it ran', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const seller = await world.member(organization, 'member');
    const { admin } = world.database;
    const lockClient = await admin.connect();
    try {
      await lockClient.query('begin');
      await lockClient.query('select 1 from membership where id = $1 for update', [seller.membershipId]);
      // One batch, and one more row, which is read before the first batch is committed.
      const rows = Array.from({ length: 1_001 }, (_, index) => {
        const ownerId = index === 0 ? seller.membershipId : '';
        return `Deal ${index},1234,closed_won,2026-07-01 09:00,${ownerId}\n`;
      });
      const file = `name,amount,stage,closedAt,ownerId\n${rows.join('')}`;
      const started = await sendCsv(owner, path, 'deals', file, { amountUnit: 'units' });
      // The first batch waits for its owner's membership.
      await waitFor('the batch to wait', async () => {
        const { rows } = await admin.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      });
      expect((await owner.patch(path, { timezone: 'Asia/Tokyo', currency: 'JPY' })).status).toBe(200);
      await lockClient.query('commit');
      expect(await ended(owner, path, started)).toMatchObject({ status: 'completed', rejected: [] });
    } finally {
      lockClient.release();
    }
    const deals = await listAll(owner, `${path}/deals`);
    const withSettings = (currency: string) => deals.filter(({ amount }) => (amount as Money).currency === currency);
    expect(withSettings('EUR')).toHaveLength(1_000);
    expect(withSettings('JPY')).toMatchObject([
      { name: 'Deal 1000', amount: { amount: 1_234 }, closedAt: '2026-07-01T00:00:00.000Z' },
    ]);
  });

  it('by a key makes unassigned records, and stops when the key does', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const { body: key } = await owner.post(`${path}/api-keys`, { name: 'Sync', role: 'member' });
    const client = world.bearer(key.key as string);
    expect(await importCsv(client, path, 'leads', 'name\nKeyed\n')).toMatchObject({ status: 'completed' });
    expect(await listAll(owner, `${path}/leads`)).toMatchObject([{ name: 'Keyed', ownerId: null }]);

    const started = await sendCsv(client, path, 'leads', rowsOf(60_000));
    expect((await owner.delete(`${path}/api-keys/${key.id as string}`)).status).toBe(204);
    expect(await ended(owner, path, started)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('API key'),
    });
  });

  it('of a member who is removed stops there, and leaves no record with a removed owner', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const member = await world.member(organization, 'member');
    const started = await sendCsv(member, path, 'leads', rowsOf(60_000));
    await owner.delete(`${path}/members/${member.membershipId}`);
    const over = await ended(owner, path, started);
    expect(over).toMatchObject({ status: 'failed', reason: expect.stringContaining('was removed') });
    expect(over.progress.done).toBeLessThan(60_000);
    const count = async (): Promise<number> => {
      const { rows } = await world.database.admin.query<{ owned: number; all: number }>(
        `select count(owner_id)::int as owned, count(*)::int as all from lead where organization_id = $1`,
        [organization.id],
      );
      expect(rows[0]?.all).toBe(over.progress.done);
      return rows[0]?.owned ?? -1;
    };
    // The reassignment of the removal runs.
    for (let tries = 0; tries < 200 && (await count()) > 0; tries += 1) await owner.get(path);
    expect(await count()).toBe(0);
  });
});

describe('an import that fails again and again', () => {
  it('ends as failed after a day, with its reason, and the next one of the organization begins', async () => {
    const { admin } = world.database;
    // A full disk passes by itself, so the import alone would try for ever.
    await admin.query(`
      create function fail_of_this_test() returns trigger language plpgsql as
        $$ begin raise exception 'not now' using errcode = '53100'; end $$;
      create trigger of_this_test before insert on lead for each statement execute function fail_of_this_test()`);
    const { owner, path, id } = await world.organization();
    const started = await sendCsv(owner, path, 'leads', 'name\nAda\n');
    const next = await sendCsv(owner, path, 'campaigns', 'name\nSpring\n');
    await waitFor('its first failure', async () => {
      const { rowCount } = await admin.query(
        `update outbox set failing_since = now() - interval '25 hours', due_at = now(), attempts = greatest(attempts, 5)
         where organization_id = $1 and queue = 'import' and finished_at is null and failing_since is not null`,
        [id],
      );
      return rowCount === 1;
    });
    const over = await ended(owner, path, started);
    await admin.query('drop trigger of_this_test on lead');
    expect(over).toMatchObject({
      status: 'failed',
      progress: { total: 1, done: 0 },
      reason: expect.stringMatching(/kept failing for a day.*import the rest again/),
    });
    const { body } = await owner.get(`${path}/audit-events?action=import.failed`);
    expect(body.data).toMatchObject([{ target: { id: over.id }, actor: { name: 'Owner' } }]);
    expect(await ended(owner, path, next)).toMatchObject({ status: 'completed', progress: { done: 1 } });
    const { rows } = await admin.query('select 1 from import_chunk where organization_id = $1', [id]);
    expect(rows).toEqual([]);
  });
});

describe('a file', () => {
  it.each([
    ['names no columns', '', 'no column names'],
    ['has a column that there is not', 'name,colour\nAda,red\n', 'Unknown columns: “colour”'],
    ['names a column twice', 'name,name\nAda,Ada\n', 'Several columns match name'],
    ['lacks a column', 'email\na@example.com\n', 'name is missing'],
    ['is UTF-8 with a byte that is not', new Blob([Buffer.from('name\nZo\u00eb\n'), Buffer.from([0xe9])]), 'line 3'],
    [
      'has half a character in UTF-16',
      new Blob([Buffer.from('\ufeffname\n\ud83d', 'utf16le')]),
      'The text of the file is damaged.',
    ],
    ['is a workbook', new Blob([Buffer.from('504b0304140006000800ff', 'hex')]), 'not CSV'],
    ['names another separator', 'sep=|\nname|email\n', 'sep='],
  ])('that %s is refused at once', async (_what, file, sentence) => {
    const { owner, path } = await world.organization();
    const refused = await sendCsv(owner, path, 'leads', file);
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/file', detail: expect.stringContaining(sentence) }] },
    });
  });

  it('is the one field of the form', async () => {
    const { owner, path } = await world.organization();
    const form = new FormData();
    form.append('csv', new Blob(['name\nAda\n']), 'leads.csv');
    expect(pointersOf(await owner.post(`${path}/imports/leads`, form))).toEqual(['/file']);
    expect(pointersOf(await owner.post(`${path}/imports/leads`))).toEqual(['/file']);
    expect((await owner.post(`${path}/imports/leads`, { name: 'Ada' })).status).toBe(415);
    const broken = { 'content-type': 'multipart/form-data' };
    expect((await owner.post(`${path}/imports/leads`, 'nothing', broken)).status).toBe(400);
  });

  it('whose end cannot be read is imported not at all', async () => {
    const { owner, path } = await world.organization();
    expect(await importCsv(owner, path, 'leads', `name\n${rows(700)}"never closed\n`)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('line 702'),
      progress: { total: 0, done: 0 },
    });
    expect(await listAll(owner, `${path}/leads`)).toEqual([]);
  });

  it('with nothing but bad rows ends when there are too many to be read', async () => {
    const { owner, path } = await world.organization();
    const over = await importCsv(owner, path, 'leads', `name,email\n${'x,nobody\n'.repeat(12_000)}`);
    expect(over).toMatchObject({ status: 'failed', reason: expect.stringContaining('10000 rows') });
    expect(over.rejected).toHaveLength(over.progress.done);
    expect(over.progress.done).toBeLessThanOrEqual(11_000);
  });

  it('comes back from its export as it was', async () => {
    const { owner, path } = await world.organization();
    const texts = ['=1+1', '+49 30', '-x', '@a', "'=quoted", "O'Neill", '"', 'a;b,c', '＝wide', 'שלום'];
    for (const text of texts) await owner.post(`${path}/leads`, { name: text, company: `${text} Ltd`, phone: text });
    const { text: csv } = await owner.get(`${path}/exports/leads.csv?sort=name`);
    const copy = await world.organization();
    // The owners of one organization are none in the other.
    const ids = readCsv(csv).map(({ ownerId }) => ownerId ?? '');
    const unowned = csv.replaceAll(ids[0] ?? 'none', '');
    expect(await importCsv(copy.owner, copy.path, 'leads', unowned)).toMatchObject({ rejected: [] });
    const facts = async (organization: typeof copy) =>
      (await listAll(organization.owner, `${organization.path}/leads?sort=name`)).map(({ name, company, phone }) => [
        name,
        company,
        phone,
      ]);
    expect(await facts(copy)).toEqual(await facts({ ...copy, owner, path }));
    expect(await facts(copy)).toHaveLength(texts.length);
  });
});

describe('who may', () => {
  it('is open to anyone who may create the kind; a viewer follows none either, and no one from elsewhere', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const viewer = await world.member(organization, 'viewer');
    const { owner: stranger } = await world.organization();
    for (const [kind, permission, csv] of [
      ['leads', 'records:edit', 'name\nA\n'],
      ['deals', 'records:edit', 'name,amount,currency\nA,1,EUR\n'],
      ['campaigns', 'campaigns:manage', 'name\nA\n'],
    ] as const) {
      expect(await sendCsv(viewer, path, kind, csv)).toMatchObject({
        status: 403,
        body: { requiredPermission: permission },
      });
      expect((await sendCsv(stranger, path, kind, csv)).body.code).toBe('organization-not-found');
      expect((await sendCsv(world.anonymous, path, kind, csv)).status).toBe(401);
      const { id } = await importCsv(owner, path, kind, csv);
      expect((await viewer.get(`${path}/imports/${id}`)).status).toBe(403);
      expect((await stranger.get(`${path}/imports/${id}`)).status).toBe(404);
    }
    for (const kind of ['sequences', 'calls', 'automations', 'integrations', 'members']) {
      expect([kind, (await sendCsv(owner, path, kind, 'name\nA\n')).status]).toEqual([kind, 404]);
    }
  });

  it('sees of another organization no import', async () => {
    const [one, other] = [await world.organization(), await world.organization()];
    const { id } = await importCsv(one.owner, one.path, 'leads', 'name\nA\n');
    expect((await other.owner.get(`${other.path}/imports/${id}`)).body.code).toBe('import-not-found');
    expect((await other.owner.get(`${other.path}/imports/none`)).body.code).toBe('import-not-found');
  });
});

function rows(count: number): string {
  return Array.from({ length: count }, (_, index) => `Lead ${index}\n`).join('');
}

function rowsOf(count: number): string {
  return `name\n${rows(count)}`;
}
