import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { importCsv, listAll, previewCsv, readCsv } from './support/csv.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const REASON = 'Why it was rejected';

/** A reason as a cell: it is quoted where it has a comma. */
const quoted = (reason = ''): string => (reason.includes(',') ? `"${reason}"` : reason);

describe('a row with more cells than there are columns', () => {
  const FILE = [
    'name;email',
    'Blank cells;;;  ;',
    'Words;;;more',
    ...Array.from({ length: 10 }, (_, index) => `Lead ${index};;`),
    'Far below;;x;',
    '',
  ].join('\r\n');

  it('is rejected where one of them has a value, as the preview says before', async () => {
    const { owner, path } = await world.organization();
    const { body: seen } = await previewCsv(owner, path, 'leads', FILE);
    const { rejected, progress } = await importCsv(owner, path, 'leads', FILE);
    expect(rejected).toEqual([
      { line: 3, detail: expect.stringContaining('This row has 4 values, but the file has 2 columns.') },
      { line: 14, detail: expect.stringContaining('This row has 3 values, but the file has 2 columns.') },
    ]);
    expect(seen).toMatchObject({ rejected, total: 13 });
    expect(progress).toEqual({ total: 13, done: 13 });
    expect(await listAll(owner, `${path}/leads?q=Blank+cells`)).toMatchObject([{ name: 'Blank cells', email: null }]);
  });
});

describe('rejections', () => {
  it('name the columns and values of the file, and what people can do', async () => {
    const { owner, path } = await world.organization();
    const file = [
      'Deal Name,Value,Deal Stage,Deal Status,Close Date,Deal Owner',
      'A,1.234,Won,,1.2.2026,',
      'B,12 kg,Somewhere,,,',
      'C,1.5 JPY,,,,',
      'D,-5 JPY,,,,',
      'E,1,Lead In,Deleted,,',
      'F,1,Won,,soon,',
      'G,99999999999999999,,,,Someone Unknown',
      'H,,,,,',
    ].join('\n');
    const done = await importCsv(owner, path, 'deals', file, {
      columns: {
        'Deal Name': 'name',
        Value: 'amount',
        'Deal Stage': 'stage',
        'Deal Status': 'status',
        'Close Date': 'closedAt',
        'Deal Owner': 'ownerId',
      },
      amountUnit: 'units',
    });
    expect(done.rejected.map(({ detail }) => detail)).toEqual([
      '“Value” is “1.234”. The mark could separate decimals or thousands. Choose the decimal mark when you import the file.',
      '“Value” is “12 kg”. Enter the amount in EUR, or its currency in a separate column.',
      '“Value” is “1.5 JPY”. Amounts in JPY have no decimal places. Leave them out.',
      '“Value” is “-5 JPY”. Enter an amount of 0 or more, such as 1234.',
      '“Deal Status” is “Deleted”. Choose one of qualification, proposal, negotiation, closed won, closed lost.',
      '“Close Date” is “soon”. This is not a date. Enter it as 2026-11-24 or 2026-11-24 09:00.',
      '“Value” is “99999999999999999”. The amount is too large.',
      '“Value” is empty. Enter a value.',
    ]);
    for (const { detail } of done.rejected) expect(detail).not.toMatch(/decimalMark|ownerId|closedAt|minor unit|_/);
  });
});

describe('the rejected rows of an import', () => {
  const FILE = 'Name;E-Mail;Notes\n"A; b";no-address;=1+1\nFine;;\nToo long;;;x\n;a@example.com;\'=2\n';
  const MAPPING = { columns: { Name: 'name', 'E-Mail': 'email', Notes: null } };

  it('come as a file with their line and the reason, which can be corrected and imported again', async () => {
    const { owner, path } = await world.organization();
    const { id, rejected } = await importCsv(owner, path, 'leads', FILE, MAPPING);
    const answer = await owner.get(`${path}/imports/${id}/rejected.csv`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="rejected-leads.csv"');
    const reasons = rejected.map(({ detail }) => detail);
    expect(reasons).toHaveLength(3);
    // A text that a spreadsheet would take for a formula gets an apostrophe, and one that is there already is not doubled.
    expect(answer.text.replace(/^\ufeff/, '')).toBe(
      [
        `Line,${REASON},Name,E-Mail,Notes`,
        `2,${quoted(reasons[0])},"A; b",no-address,'=1+1`,
        `4,${quoted(reasons[1])},Too long,,,x`,
        `5,${quoted(reasons[2])},,a@example.com,'=2`,
        '',
      ].join('\n'),
    );
    const corrected = answer.text
      .replaceAll('no-address', 'b@example.com')
      .replace(',,a@', ',Now named,a@')
      .replace(',,,x', ',,');
    const again = await importCsv(owner, path, 'leads', corrected, {
      columns: { ...MAPPING.columns, Line: null, [REASON]: null },
    });
    expect(again).toMatchObject({ status: 'completed', rejected: [], progress: { done: 3 } });
  });

  it('come with commas whatever separated the file, and a comma in a cell begins no new one', async () => {
    const { owner, path } = await world.organization();
    for (const separator of [';', '\t']) {
      const lines = ['Name;E-Mail;Notes', 'A;no,=cmd|x;=1,=2', ''].join('\n').replaceAll(';', separator);
      const { id, rejected } = await importCsv(owner, path, 'leads', lines, MAPPING);
      const { text } = await owner.get(`${path}/imports/${id}/rejected.csv`);
      expect(rejected[0]?.detail).toContain('no,=cmd|x');
      expect(text.split('\n')[1]).toBe(`2,${quoted(rejected[0]?.detail)},A,"no,=cmd|x","'=1,=2"`);
    }
  });

  it('come without the line and the reason of the time before', async () => {
    const { owner, path } = await world.organization();
    const first = await importCsv(owner, path, 'leads', FILE, MAPPING);
    const { text } = await owner.get(`${path}/imports/${first.id}/rejected.csv`);
    const again = await importCsv(owner, path, 'leads', text, MAPPING);
    const { text: later } = await owner.get(`${path}/imports/${again.id}/rejected.csv`);
    const reasons = again.rejected.map(({ detail }) => quoted(detail));
    expect(later.replace(/^\ufeff/, '')).toBe(
      [
        `Line,${REASON},Name,E-Mail,Notes`,
        `2,${reasons[0]},"A; b",no-address,'=1+1`,
        `3,${reasons[1]},Too long,,,x`,
        `4,${reasons[2]},,a@example.com,'=2`,
        '',
      ].join('\n'),
    );
    // Columns that are used are the file's own.
    const used = await importCsv(owner, path, 'leads', text, { columns: { ...MAPPING.columns, Line: 'phone' } });
    const { text: own } = await owner.get(`${path}/imports/${used.id}/rejected.csv`);
    expect(own).toContain(`Line,${REASON},Line,${REASON},Name,E-Mail,Notes\n`);
  });

  it('are all there, in the order of lines, however many', async () => {
    const { owner, path } = await world.organization();
    const file = `name,email\n${Array.from({ length: 950 }, (_, index) => `Lead ${index},${index % 3 === 0 ? 'x' : ''}\n`).join('')}`;
    const { id, rejected } = await importCsv(owner, path, 'leads', file);
    const rows = readCsv((await owner.get(`${path}/imports/${id}/rejected.csv`)).text.replace(/^\ufeff/, ''));
    expect(rows.map(({ Line, [REASON]: detail }) => ({ line: Number(Line), detail }))).toEqual(rejected);
    expect(rows).toHaveLength(317);
    expect(rows[316]).toMatchObject({ Line: '950', name: 'Lead 948', email: 'x' });
  });

  it('come with 5 MB of their values, and the rest with line and reason alone', async () => {
    const { owner, path } = await world.organization();
    const notes = 'x'.repeat(99_000);
    const rows = Array.from({ length: 54 }, (_, index) => `Lead ${index},no-address,${notes}\n`);
    const { id, rejected } = await importCsv(owner, path, 'leads', `Name,E-Mail,Notes\n${rows.join('')}`, MAPPING);
    const { text } = await owner.get(`${path}/imports/${id}/rejected.csv`);
    const [, ...lines] = text.trimEnd().split('\n');
    expect(rejected).toHaveLength(54);
    expect(lines.map((line) => line.endsWith(notes))).toEqual(rejected.map((_row, index) => index < 50));
    expect(lines.at(-1)).toBe(`55,${quoted(rejected.at(-1)?.detail)}`);
    // Another import has its own.
    const other = await importCsv(owner, path, 'leads', FILE, MAPPING);
    expect((await owner.get(`${path}/imports/${other.id}/rejected.csv`)).text).toContain('no-address,');
  });

  it('are for those who may follow the import', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const viewer = await world.member(organization, 'viewer');
    const { owner: stranger, path: elsewhere } = await world.organization();
    const { id } = await importCsv(owner, path, 'leads', FILE, MAPPING);
    expect((await viewer.get(`${path}/imports/${id}/rejected.csv`)).status).toBe(403);
    expect((await stranger.get(`${path}/imports/${id}/rejected.csv`)).status).toBe(404);
    expect(await stranger.get(`${elsewhere}/imports/${id}/rejected.csv`)).toMatchObject({
      status: 404,
      body: { code: 'import-not-found' },
    });
  });

  it('lose their values after thirty days, and keep their reasons', async () => {
    const { owner, path, id: organizationId } = await world.organization();
    const { id, rejected } = await importCsv(owner, path, 'leads', FILE, MAPPING);
    const { admin } = world.database;
    await admin.query(
      `insert into import (organization_id, id, kind, status, membership_id, requested_by, columns, delimiter,
                         form, rejected, done, total, created_at, started_at, finished_at)
                       select organization_id, '01900000-0000-7000-8000-000000000000', kind, status, membership_id, requested_by,
                         columns, delimiter, form, rejected, done, total, created_at, started_at, finished_at
                       from import where id = $1`,
      [id],
    );
    const old = '01900000-0000-7000-8000-000000000000';
    for (const table of ['import_rejection', 'import_rejected_row']) {
      await admin.query(`update ${table} set import_id = $2 where import_id = $1`, [id, old]);
    }
    await admin.query(`update due_work set due_at = now() where organization_id = $1 and kind = 'import-leftovers'`, [
      organizationId,
    ]);
    await world.runNow('import-leftovers');
    await waitFor('the values to be deleted', async () => {
      const { rowCount } = await admin.query('select 1 from import_rejected_row where organization_id = $1', [
        organizationId,
      ]);
      return rowCount === 0 ? true : null;
    });
    const { text } = await owner.get(`${path}/imports/${old}/rejected.csv`);
    expect(text.split('\n')[1]).toBe(`2,${quoted(rejected[0]?.detail)}`);
  });
});

describe('a file that was imported before', () => {
  it('is reported by the preview, for the kind and the organization where some of it was imported', async () => {
    const { owner, path } = await world.organization();
    const file = 'name\nAda\nGrace\n';
    const before = async (text: string, kind = 'leads', at = path, who = owner) =>
      (await previewCsv(who, at, kind, text)).body.previousImport as unknown;
    expect(await before(file)).toBeNull();
    const { id } = await importCsv(owner, path, 'leads', file);
    expect(await before(file)).toEqual({ id, status: 'completed', created: 2, createdAt: expect.stringMatching(/Z$/) });
    expect(await before(`${file}Bob\n`)).toBeNull();
    expect(await before(file, 'campaigns')).toBeNull();
    const other = await world.organization();
    expect(await before(file, 'leads', other.path, other.owner)).toBeNull();
    await importCsv(owner, path, 'leads', 'name,email\nBad,no-address\n');
    expect(await before('name,email\nBad,no-address\n')).toBeNull();
  });
});
