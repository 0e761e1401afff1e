import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { readRows, UnreadableCsv, type CsvPlace, type CsvRow } from './csv-reader.js';

/** The rows of a text from a place on, its bytes handed over in slices of a size. */
async function rowsOf(text: string | Buffer, size = 3, from?: CsvPlace): Promise<CsvRow[]> {
  const bytes = Buffer.from(text).subarray(from?.position ?? 0);
  const slices = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  const rows: CsvRow[] = [];
  for await (const row of readRows(Readable.from(slices, { objectMode: true }), ',', from)) rows.push(row);
  return rows;
}

const linesOf = async (text: string) => (await rowsOf(text)).map(({ line, cells }) => [line, ...cells]);

describe('the rows of a file', () => {
  it('bear the line on which they begin, whatever ends a line and stands within quotes', async () => {
    expect(await linesOf('name,x\r\n"a\r\nb\nc",1\r\n\r\nd,"2"\n"",\re,"say ""hi"""')).toEqual([
      [1, 'name', 'x'],
      [2, 'a\r\nb\nc', '1'],
      [6, 'd', '2'],
      [7, '', ''],
      [8, 'e', 'say "hi"'],
    ]);
  });

  it('may hold quotation marks and another number of cells, which is for others to judge', async () => {
    expect(await linesOf('\ufeff5" screen,1\na\nb,c,d\n')).toEqual([
      [1, '5" screen', '1'],
      [2, 'a'],
      [3, 'b', 'c', 'd'],
    ]);
  });

  it('end where a quotation mark is never closed, named by its line', async () => {
    await expect(rowsOf('a,b\nc,"d\ne\nf')).rejects.toBeInstanceOf(UnreadableCsv);
    await expect(rowsOf('a,"\r\n"\nc,"d\ne\nf', 100)).rejects.toThrow('begins on line 3');
    await expect(rowsOf(`a,b\n1,2\nc,"d${'\n'.repeat(200_000)}`, 65_536)).rejects.toThrow('begins on line 3');
  });

  it('are the same when the reading goes on behind any of them', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('"', '\r\n', '\n', 'é,"', ' '),
    );
    const file = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        file,
        fc.constantFrom('\r\n', '\n'),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (rows, end, size, bom) => {
          const text = stringify(rows, { record_delimiter: end, quoted: true, bom });
          const all = await rowsOf(text, size);
          expect(all.map(({ cells }) => cells)).toEqual(rows);
          for (const [index, { next }] of all.entries()) {
            expect(await rowsOf(text, size, next)).toEqual(all.slice(index + 1));
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
