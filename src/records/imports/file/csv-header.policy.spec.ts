import { readHeader } from './csv-header.policy.js';

describe('the first line of a file', () => {
  it.each([
    ['name,email\nAda,a@example.com\n', ',', ['name', 'email'], 1],
    ['name;email\r\nAda;a@example.com\r\n', ';', ['name', 'email'], 1],
    ['name\temail\rAda\ta@example.com\r', '\t', ['name', 'email'], 1],
    ['"name", email \r', ',', ['name', 'email'], 1],
    ['name', ',', ['name'], 1],
    ['name,\n', ',', ['name', ''], 1],
    ['\n,,\nname;"a,b"\n', ';', ['name', 'a,b'], 1],
    ['sep=;\nname;a,b,c\n', ';', ['name', 'a,b,c'], 2],
    ['"sep=\t"\r\nname\temail\r\n', '\t', ['name', 'email'], 2],
    ['SEP=,\rname,x', ',', ['name', 'x'], 2],
  ])('%j names its columns', (head, delimiter, headings, rowsBefore) => {
    expect(readHeader(head)).toEqual({ delimiter, headings, rowsBefore });
  });

  it.each([
    ['', 'The first line has no column names. Add them.'],
    [',,\n', 'The first line has no column names. Add them.'],
    ['sep=;\n', 'The first line has no column names. Add them.'],
    ['sep=x\nname', expect.stringContaining('“sep=”')],
    ['n\0a\0m\0e\0', expect.stringContaining('not text')],
    [`"never closed\n${'x\n'.repeat(60_000)}`, 'The first line has no column names. Add them.'],
  ])('%# is refused', (head, refusal: unknown) => {
    expect(readHeader(head)).toEqual({ refusal });
  });
});
