import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvColumn, ownedColumns, textOf, toCells, toRequest } from './csv-form.js';
import { toCsv } from '../../platform/csv/csv-lines.js';
import { escapeFormula, unescapeFormula } from '../../platform/csv/formula.policy.js';

/** Texts of all kinds, many of which begin like a formula. */
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", "'=", "''+", ' =', '＝', '"', ';', '\n'), fc.string())
    .map((two) => two.join('')),
);

describe('a text that looks like a formula', () => {
  it.each(['=1+1', '+49 30', '-2', '@SUM(A1)', '\tx', '\rx', ' =1', "'=1", '＝1+1', '＠x'])('%j is escaped', (text) => {
    expect(escapeFormula(text)).toBe(`'${text}`);
  });

  it.each(['Ada', "O'Neill", "'quoted'", '', '3-2', 'a=b', 'ada@example.com'])(
    '%j is not a formula and stays',
    (text) => {
      expect(escapeFormula(text)).toBe(text);
      expect(unescapeFormula(text)).toBe(text);
    },
  );

  it('never begins a cell with a character that starts a formula, and is read back unchanged', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(escapeFormula(text)).not.toMatch(/^\s*[=+\-@\t\r＝＋－＠]/);
        expect(unescapeFormula(escapeFormula(text))).toBe(text);
      }),
    );
  });
});

describe('a text with a separator of another locale in it', () => {
  it.each([
    ['x;=1+1;y', "x;'=1+1;y"],
    ["x; '@a", "x;' '@a"],
    ['a;b', 'a;b'],
    ['tab\t=1', "tab\t'=1"],
    ['=1;-2', "'=1;'-2"],
    ['line\n+1', "line\n'+1"],
  ])('%j is written as %j', (text, written) => {
    expect(escapeFormula(text)).toBe(written);
    expect(unescapeFormula(written)).toBe(text);
  });

  it('has no cell that a spreadsheet would evaluate, whether it splits at comma, semicolon or tab, and is read back unchanged', () => {
    const parts = fc.array(texts, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, fc.constantFrom(';', '\t', '\n', '\r\n'), (given, separator) => {
        const text = given.join(separator);
        const written = escapeFormula(text);
        for (const cell of written.split(/[;\t\r\n]/)) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
        expect(unescapeFormula(written)).toBe(text);
      }),
    );
  });
});

describe('a file', () => {
  it('is read back as it was written, whatever it contains', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(texts, texts), { minLength: 1, maxLength: 5 }), (rows) => {
        const lines = rows.map((row) => row.map(escapeFormula));
        const read = parse(toCsv(lines), { record_delimiter: ['\n'] });
        expect(read.map((row) => row.map(unescapeFormula))).toEqual(rows);
      }),
    );
  });
});

describe('the columns of a kind', () => {
  const columns = ownedColumns([
    csvColumn('name', { use: 'required' }),
    csvColumn('amount', { use: 'required', type: 'whole number', path: ['amount', 'amount'] }),
    csvColumn('currency', { path: ['amount', 'currency'] }),
    csvColumn('closedAt', { type: 'instant' }),
  ]);
  const record = {
    id: 'a',
    name: '=1',
    amount: { amount: 5, currency: 'EUR' },
    closedAt: '2026-07-01T07:00:00.000Z',
    ownerId: null,
    previousOwnerId: 'b',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    version: 3,
  };

  it('contain a record, with its times in local time', () => {
    expect(toCells(columns, record, 'Europe/Berlin')).toEqual([
      'a',
      "'=1",
      '5',
      'EUR',
      '2026-07-01T09:00:00.000+02:00',
      '',
      'b',
      '2026-01-01T01:00:00.000+01:00',
      '2026-01-01T01:00:00.000+01:00',
      '3',
    ]);
  });

  it('become a request without read-only columns', () => {
    expect(toRequest(columns, toCells(columns, record, 'UTC').map(textOf))).toEqual({
      name: '=1',
      amount: { amount: 5, currency: 'EUR' },
      closedAt: '2026-07-01T07:00:00.000+00:00',
      ownerId: null,
    });
  });

  it('leave out empty cells, except required ones', () => {
    expect(
      toRequest(
        columns,
        columns.map(() => ''),
      ),
    ).toEqual({ name: '', amount: { amount: '' }, ownerId: null });
  });

  it('leave invalid whole numbers to the validators', () => {
    for (const text of ['1.5', '-1', '1e3', '0x1', 'x', '12345678901234567']) {
      const cells = columns.map(({ name }) => (name === 'amount' ? text : ''));
      expect(toRequest(columns, cells)).toMatchObject({ amount: { amount: text } });
    }
  });
});
