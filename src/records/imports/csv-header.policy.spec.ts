import { csvColumn, ownedColumns } from '../csv/csv-form.js';
import { readHeader } from './csv-header.policy.js';

const COLUMNS = ownedColumns([csvColumn('name', { use: 'required' }), csvColumn('email')]);

const refusals = (head: string): readonly string[] => {
  const header = readHeader(head, COLUMNS);
  return 'refusals' in header ? header.refusals : [];
};

describe('the first line of a file', () => {
  it.each([
    ['name,email\nAda,a@example.com\n', ',', ['name', 'email']],
    ['name;email\r\nAda;a@example.com\r\n', ';', ['name', 'email']],
    ['\ufeffname;email', ';', ['name', 'email']],
    ['"name", email \r', ',', ['name', 'email']],
    ['name', ',', ['name']],
    ['version,ownerId,name', ',', ['version', 'ownerId', 'name']],
  ])('%j names its columns', (head, delimiter, columns) => {
    expect(readHeader(head, COLUMNS)).toEqual({ delimiter, columns });
  });

  it.each([
    ['', 'Name the columns on the first line.'],
    ['\n\nname\n', 'Name the columns on the first line.'],
    [',,\n', 'Name the columns on the first line.'],
    ['email\n', 'The column name is missing.'],
    ['name,name,name\n', 'Name the column name once.'],
    ['name,Email\n', expect.stringContaining('no such column: "Email". There are id, name, email,')],
    ['name,\n', expect.stringContaining('no such column: ""')],
    ['name\temail\n', expect.stringContaining('no such column: "name\\temail"')],
    ['name,__proto__\n', expect.stringContaining('no such column: "__proto__"')],
  ])('%j is refused', (head, refusal) => {
    expect(refusals(head)).toContainEqual(refusal);
  });

  it('shows not more than the beginning of what is no header at all', () => {
    expect(refusals('x'.repeat(500))[0]?.length).toBeLessThan(250);
    expect(refusals('"never closed\n'.repeat(20_000))).not.toEqual([]);
  });
});
