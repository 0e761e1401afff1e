import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { pointersOf } from '../records/support/kinds.js';
import { World } from '../support/world.js';
import { importCsv, listAll, previewCsv, sendCsv, type Mapping } from './support/csv.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

type Organization = Awaited<ReturnType<World['organization']>>;

/** Files as other programs export them, with made-up people. */
function exported(name: string): Blob {
  return new Blob([readFileSync(join(__dirname, 'support', 'other-programs', name))]);
}

const NOT_AN_OWNER =
  'No owner, admin or member has this email address or name. Correct it, or leave it empty for no owner.';

interface Preview {
  readonly delimiter: string;
  readonly encoding: string;
  readonly columns: readonly {
    readonly header: string;
    readonly sample: string | null;
    readonly suggested: string | null;
  }[];
  readonly rows: readonly (readonly string[])[];
  readonly total: number;
  readonly amountUnit: string | null;
}

async function preview({ owner, path }: Organization, kind: string, file: string | Blob): Promise<Preview> {
  const { status, body, text } = await previewCsv(owner, path, kind, file);
  if (status !== 200) throw new Error(text);
  return body as Preview;
}

/** The mapping that takes every suggestion. */
function suggested({ columns }: Preview): Record<string, string | null> {
  return Object.fromEntries(columns.map((column) => [column.header, column.suggested]));
}

/** What the suggestions name, and nothing of what they leave out. */
const named = (preview: Preview) =>
  Object.fromEntries(Object.entries(suggested(preview)).filter(([, field]) => field !== null));

describe('an export of another program', () => {
  it.each([
    [
      'hubspot-contacts.csv',
      'utf-8',
      {
        'First Name': 'firstName',
        'Last Name': 'lastName',
        Email: 'email',
        'Phone Number': 'phone',
        'Lead Status': 'status',
        'Company Name': 'company',
        'Contact owner': 'ownerId',
      },
    ],
    [
      'pipedrive-people.csv',
      'utf-8',
      {
        'Person - Name': 'name',
        'Person - Organization': 'company',
        'Person - Email - Work': 'email',
        'Person - Phone - Work': 'phone',
        'Person - Owner': 'ownerId',
      },
    ],
    [
      'salesforce-leads.csv',
      'windows-1252',
      {
        'First Name': 'firstName',
        'Last Name': 'lastName',
        'Company / Account': 'company',
        Email: 'email',
        Phone: 'phone',
        'Lead Status': 'status',
        'Lead Owner': 'ownerId',
      },
    ],
    [
      'google-contacts.csv',
      'utf-8',
      {
        'First Name': 'firstName',
        'Last Name': 'lastName',
        'Organization Name': 'company',
        'E-mail 1 - Value': 'email',
        'Phone 1 - Value': 'phone',
      },
    ],
  ])('%s is recognized, and its people come in as leads', async (name, encoding, fields) => {
    const organization = await world.organization('pro');
    const { owner, path } = organization;
    const seen = await preview(organization, 'leads', exported(name));
    expect({ ...seen, fields: named(seen) }).toMatchObject({ encoding, total: 3, amountUnit: null, fields });
    expect(named(seen)).toEqual(fields);
    const done = await importCsv(owner, path, 'leads', exported(name), { columns: suggested(seen) });
    expect(done).toMatchObject({ status: 'completed', rejected: [], progress: { total: 3, done: 3 } });
    expect(await listAll(owner, `${path}/leads?sort=name`)).toMatchObject([
      { name: 'Grace Hopper', email: 'grace@navy.example', phone: '+1 555 0101', company: 'Navy' },
      { name: 'José Müller', email: 'jose@example.com', company: 'Müller & Söhne' },
      { name: 'Zoë O’Neill', email: null, phone: null },
    ]);
  });

  it.each([
    ['hubspot-deals.csv', 'units'],
    ['pipedrive-deals.csv', 'units'],
    ['salesforce-opportunities.csv', 'units'],
  ])('%s is recognized, and its deals come in with their amounts and stages', async (name, unit) => {
    const organization = await world.organization('pro');
    const { owner, path } = organization;
    const seen = await preview(organization, 'deals', exported(name));
    expect(seen).toMatchObject({ amountUnit: unit, total: 3 });
    const columns = suggested(seen);
    expect(await sendCsv(owner, path, 'deals', exported(name), { columns })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/mapping/amountUnit' }] },
    });
    const done = await importCsv(owner, path, 'deals', exported(name), { columns, amountUnit: 'units' });
    expect(done).toMatchObject({ status: 'completed', rejected: [] });
    expect(await listAll(owner, `${path}/deals?sort=name`)).toMatchObject([
      { name: 'Licence', amount: { amount: 1_234_567, currency: 'EUR' }, stage: 'negotiation', closedAt: null },
      { name: 'Lost one', amount: { amount: 100, currency: 'EUR' }, stage: 'closed_lost' },
      {
        name: 'Won one',
        amount: { amount: 123_400, currency: 'USD' },
        stage: 'closed_won',
        closedAt: '2026-03-31T00:00:00.000Z',
      },
    ]);
  });

  it('names owners by address or by name; owners that are not found are reported by line', async () => {
    const organization = await world.organization('enterprise');
    const { owner, path } = organization;
    const member = await world.member(organization, 'member');
    const viewer = await world.member(organization, 'viewer');
    const members = (await owner.get(`${path}/members?sort=joinedAt`)).body.data as {
      id: string;
      email: string;
      name: string;
    }[];
    const [me, them, viewerMember] = [
      members[0],
      ...[member, viewer].map(({ membershipId }) => members.find(({ id }) => id === membershipId)),
    ];
    const file = [
      'Lead,Lead owner',
      `By address,${them?.email.toUpperCase() ?? ''}`,
      `By name,${me?.name ?? ''}`,
      `By id,${them?.id ?? ''}`,
      'Nobody,',
      `Viewer,${viewerMember?.email ?? ''}`,
      'Stranger,stranger@elsewhere.example',
    ].join('\n');
    const done = await importCsv(owner, path, 'leads', file, { columns: { Lead: 'name', 'Lead owner': 'ownerId' } });
    expect(done.rejected.map(({ line, detail }) => `${line} ${detail}`)).toEqual([
      `6 “Lead owner” is “${viewerMember?.email ?? ''}”. ${NOT_AN_OWNER}`,
      `7 “Lead owner” is “stranger@elsewhere.example”. ${NOT_AN_OWNER}`,
    ]);
    const leads = await listAll(owner, `${path}/leads?sort=name`);
    expect(leads.map(({ name, ownerId }) => [name, ownerId])).toEqual([
      ['By address', them?.id],
      ['By id', them?.id],
      ['By name', me?.id],
      ['Nobody', null],
    ]);
    await world.database.admin.query(
      `update user_account set name = 'Same Name' where user_id in (select user_id from membership where id = any ($1))`,
      [[me?.id, them?.id]],
    );
    await world.database.admin.query(`update user_account set name = 'Jörg Straße' where user_id = $1`, [
      member.userId,
    ]);
    const folded = await importCsv(owner, path, 'leads', 'name,ownerId\nA,JORG  STRASSE\nB,jörg straße\n');
    expect(folded.rejected).toEqual([]);
    await world.database.admin.query(`update user_account set name = 'Same Name' where user_id = $1`, [member.userId]);
    const twice = await importCsv(owner, path, 'leads', 'name,ownerId\nX,same name\n');
    expect(twice.rejected).toEqual([{ line: 2, detail: expect.stringContaining('Several members') }]);
  });
});

describe('a file that people save', () => {
  it.each([
    ['headings with blanks', ' NAME , e mail,Company\nAda,ada@example.com,Analytical\n', []],
    ['headings in another case', 'Name,Email,COMPANY\nAda,ada@example.com,Analytical\n', []],
    ['tabs', 'name\temail\tcompany\r\nAda\tada@example.com\tAnalytical\r\n', []],
    ['a line sep=', 'sep=;\r\nname;email;company\r\nAda;ada@example.com;Analytical\r\n', []],
    ['a column without a heading', 'name,,email,company,\nAda,x,ada@example.com,Analytical,y\n', []],
    [
      'rows of separators alone',
      `name,email,company\n${',,\n'.repeat(10_050)}Ada,ada@example.com,Analytical\n,,\n`,
      [],
    ],
    ['missing last cells', 'name,email,company,phone,status\nAda,ada@example.com,Analytical\n', []],
    ['a byte order mark', '\ufeffname,email,company\nAda,ada@example.com,Analytical\n', []],
    ['first and last name', 'First Name,LASTNAME,email,company\nAda,,ada@example.com,Analytical\n', []],
    [
      'UTF-16',
      new Blob([Buffer.from('\ufeffname\temail\tcompany\r\nAda\tada@example.com\tAnalytical', 'utf16le')]),
      [],
    ],
  ])('with %s is taken', async (_what, file, rejected) => {
    const { owner, path } = await world.organization();
    expect(await importCsv(owner, path, 'leads', file)).toMatchObject({ progress: { total: 1, done: 1 }, rejected });
    const [lead] = await listAll(owner, `${path}/leads`);
    expect(lead).toMatchObject({ name: 'Ada', email: 'ada@example.com', company: 'Analytical' });
  });

  it('in windows-1252 keeps every letter', async () => {
    const { owner, path } = await world.organization();
    const file = new Blob([Buffer.from(iconv.encode('name;company\r\nJosé Müller;“€”\r\n', 'win1252'))]);
    expect(await importCsv(owner, path, 'leads', file)).toMatchObject({ rejected: [] });
    expect(await listAll(owner, `${path}/leads`)).toMatchObject([{ name: 'José Müller', company: '“€”' }]);
  });

  it('is previewed as it is, and nothing of it is kept', async () => {
    const organization = await world.organization();
    const { owner, path, id } = organization;
    const lines = [
      'Full Name;;E-Mail',
      '\r\nAda;"a;b"',
      'Grace;;grace@example.com',
      ';;',
      ...Array.from({ length: 7 }, (_, n) => `Lead ${n};;`),
    ];
    expect(await preview(organization, 'leads', lines.join('\r\n'))).toEqual({
      delimiter: ';',
      encoding: 'utf-8',
      columns: [
        { header: 'Full Name', sample: 'Ada', suggested: 'name' },
        { header: '', sample: 'a;b', suggested: null },
        { header: 'E-Mail', sample: 'grace@example.com', suggested: 'email' },
      ],
      rows: [
        ['Ada', 'a;b', ''],
        ['Grace', '', 'grace@example.com'],
        ['Lead 0', '', ''],
        ['Lead 1', '', ''],
        ['Lead 2', '', ''],
      ],
      total: 9,
      rejected: [],
      previousImport: null,
      amountUnit: null,
    });
    const deals = await preview(organization, 'deals', 'name,amount,currency\nA,1234,EUR\n');
    expect(deals.amountUnit).toBe('minor');
    expect((await preview(organization, 'deals', 'name,amount\nA,1234\n')).amountUnit).toBeNull();
    expect((await preview(organization, 'deals', 'Deal Name\tAmount\nA\t"1.234,50 €"\n')).amountUnit).toBe('units');
    expect(pointersOf(await previewCsv(owner, path, 'leads', 'name\n"never closed\n'))).toEqual(['/file']);
    expect(pointersOf(await previewCsv(owner, path, 'leads', ''))).toEqual(['/file']);
    const viewer = await world.member(await world.organization('pro'), 'viewer');
    expect((await previewCsv(viewer, path, 'leads', 'name\nA\n')).status).toBe(404);
    const { rows } = await world.database.admin.query('select 1 from import where organization_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  it('has more than a million lines: 413, whether it is previewed or imported', async () => {
    const { owner, path } = await world.organization();
    for (const end of ['\n', '\r']) {
      const file = `name\n${end.repeat(20_000_000)}`;
      for (const call of [previewCsv, sendCsv]) {
        expect(await call(owner, path, 'leads', file)).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
      }
    }
  });
});

describe('a mapping', () => {
  const FILE = 'Deal,Worth,Notes\nA,"1.234,50",x\n';

  it.each<[string, unknown, readonly string[]]>([
    ['an unknown field', { columns: { Deal: 'title' } }, ['/mapping/columns/Deal']],
    [
      'an unknown heading',
      { columns: { Deal: 'name', Worth: 'amount', 'No/such': 'stage' }, amountUnit: 'units' },
      ['/mapping/columns/No~1such'],
    ],
    ['a field twice', { columns: { Deal: 'name', Worth: 'name' } }, ['/mapping/columns/Worth']],
    [
      'no column for a field that must be there',
      { columns: { Worth: 'amount' }, amountUnit: 'units' },
      ['/mapping/columns'],
    ],
    ['no unit', { columns: { Deal: 'name', Worth: 'amount' } }, ['/mapping/amountUnit']],
    ['other units', { columns: { Deal: 'name', Worth: 'amount' }, amountUnit: 'cents' }, ['/mapping/amountUnit']],
    [
      'another mark',
      { columns: { Deal: 'name', Worth: 'amount' }, amountUnit: 'units', decimalMark: ';' },
      ['/mapping/decimalMark'],
    ],
    ['another property', { columns: { Deal: 'name' }, delimiter: ';' }, ['/mapping/delimiter']],
    ['columns that are a list', { columns: ['name'] }, ['/mapping/columns']],
    ['a list', [], ['/mapping']],
  ])('with %s is refused where it is wrong', async (_what, mapping, pointers) => {
    const { owner, path } = await world.organization();
    expect(pointersOf(await sendCsv(owner, path, 'deals', FILE, mapping as Mapping))).toEqual(pointers);
  });

  it('may come as a text or as a file of JSON; what is neither is refused', async () => {
    const { owner, path } = await world.organization();
    const send = (mapping: string | Blob) => {
      const form = new FormData();
      form.append('mapping', mapping);
      form.append('file', new Blob([FILE]), 'deals.csv');
      return owner.post(`${path}/imports/deals`, form);
    };
    const mapping = JSON.stringify({
      columns: { Deal: 'name', Worth: 'amount' },
      amountUnit: 'units',
      decimalMark: ',',
    });
    expect((await send(mapping)).status).toBe(202);
    expect((await send(new Blob([mapping], { type: 'application/json' }))).status).toBe(202);
    expect(pointersOf(await send('{'))).toEqual(['/mapping']);
    expect(pointersOf(await send(`{"x":"${'x'.repeat(200_000)}"}`))).toHaveLength(1);
  });
});

describe('an amount without its unit', () => {
  it('is asked for, unless its columns are those of an export', async () => {
    const { owner, path } = await world.organization();
    for (const file of ['name,amount\nA,1234\n', 'Name,Amount,Currency\nA,1234,EUR\n']) {
      expect(pointersOf(await sendCsv(owner, path, 'deals', file))).toEqual(['/mapping/amountUnit']);
    }
    expect((await sendCsv(owner, path, 'deals', 'name,amount,currency\nMinor,1234,EUR\n')).status).toBe(202);
    await importCsv(owner, path, 'deals', 'name,amount\nUnits,1234\n', { amountUnit: 'units' });
    await importCsv(owner, path, 'deals', 'name,amount\nMinor too,1234\n', { amountUnit: 'minor' });
    const deals = await listAll(owner, `${path}/deals?sort=name`);
    expect(deals.map(({ name, amount }) => [name, amount])).toEqual([
      ['Minor', { amount: 1234, currency: 'EUR' }],
      ['Minor too', { amount: 1234, currency: 'EUR' }],
      ['Units', { amount: 123_400, currency: 'EUR' }],
    ]);
  });
});
