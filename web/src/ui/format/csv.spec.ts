import { toCsv } from './csv';

const withoutMark = (rows: readonly (readonly string[])[]) => toCsv(rows).slice(1);

it('quotes what would end a cell or a row', () => {
  expect(withoutMark([['a', 'b,c', 'd"e', 'f\ng', '']])).toBe('a,"b,c","d""e","f\ng",\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('keeps %j from being a formula', (text) => {
  expect(withoutMark([[text]])).toMatch(/^"?'/);
});

it('leaves signs inside a text alone, and starts with a byte order mark', () => {
  expect(toCsv([['a-b', 'a@example.com']])).toBe('\uFEFFa-b,a@example.com\r\n');
});
