import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { countRows, readRows, UnreadableCsv, type CsvSource } from './csv-reader.js';
import { FILE_START, parseWindow, type CsvPlace, type CsvRow } from './csv-window.js';

const parse = (window: Parameters<typeof parseWindow>[0]) => Promise.resolve(parseWindow(window));

/** A text from a place on, its bytes handed over in slices of a size. */
function sourceOf(text: string | Buffer, size: number, from: CsvPlace = FILE_START): CsvSource {
  const bytes = Buffer.from(text).subarray(from.position);
  const slices = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  return { bytes: Readable.from(slices, { objectMode: true }), delimiter: ',', from };
}

async function rowsOf(text: string | Buffer, size = 3, from?: CsvPlace): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of readRows(parse, sourceOf(text, size, from))) rows.push(row);
  return rows;
}

async function countOf(text: string | Buffer, size: number): Promise<number> {
  let count = 0;
  for await (const { rows } of countRows(parse, sourceOf(text, size))) count += rows;
  return count;
}

const linesOf = async (text: string, size?: number) =>
  (await rowsOf(text, size)).map(({ line, cells }) => [line, ...cells]);

describe('the rows of a file', () => {
  it('have the line on which they begin, whatever ends a line and is within quotation marks', async () => {
    for (const size of [1, 2, 3, 100]) {
      expect(await linesOf('name,x\r\n"a\r\nb\nc",1\r\n\r\nd,"2"\n"",3\re,"say ""hi"""', size)).toEqual([
        [1, 'name', 'x'],
        [2, 'a\r\nb\nc', '1'],
        [6, 'd', '2'],
        [7, '', '3'],
        [8, 'e', 'say "hi"'],
      ]);
    }
  });

  it('are those with a value: empty lines, blanks and separators alone are none', async () => {
    expect(await linesOf('\n\nname,x\n,\n \t ,  \n\r\n,,,,\na,\r\r"",""\n,b\n')).toEqual([
      [3, 'name', 'x'],
      [8, 'a', ''],
      [11, '', 'b'],
    ]);
    for (const end of ['\n', '\r', '\r\n']) {
      expect(await linesOf(`name${end.repeat(50_000)}a`, 4_096)).toEqual([
        [1, 'name'],
        [50_001, 'a'],
      ]);
    }
  });

  it('may hold quotation marks and another number of cells, which is checked elsewhere', async () => {
    expect(await linesOf('5" screen,1\na\nb,c,d\n')).toEqual([
      [1, '5" screen', '1'],
      [2, 'a'],
      [3, 'b', 'c', 'd'],
    ]);
  });

  it('end where a quotation mark is never closed, named by its line', async () => {
    await expect(rowsOf('a,b\nc,"d\ne\nf')).rejects.toBeInstanceOf(UnreadableCsv);
    await expect(rowsOf('a,"\r\n"\nc,"d\ne\nf', 100)).rejects.toThrow('begins on line 3');
    await expect(rowsOf(`a,b\n1,2\nc,"d${'\n'.repeat(200_000)}`, 65_536)).rejects.toThrow('begins on line 3');
    await expect(countOf(`a,b\n1,2\nc,"d${'\n'.repeat(200_000)}`, 65_536)).rejects.toThrow('begins on line 3');
  });

  it('are the same when the reading goes on behind any of them, and as many as are counted', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('"', '\r\n', '\n', 'é,"', ' '),
    );
    const file = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        file,
        fc.constantFrom('\r\n', '\n', '\r'),
        fc.integer({ min: 1, max: 40 }),
        async (rows, end, size) => {
          const text = stringify(rows, { record_delimiter: end, quoted: true });
          const all = await rowsOf(text, size);
          expect(all.map(({ cells }) => cells)).toEqual(rows.filter((cells) => cells.some((one) => one.trim() !== '')));
          expect(await countOf(text, size)).toBe(all.length);
          for (const [index, { next }] of all.entries()) {
            expect(await rowsOf(text, size, next)).toEqual(all.slice(index + 1));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
