import fc from 'fast-check';
import { decodeWindow, encodeWindow } from './window-message.js';

const place = fc.record({ position: fc.nat(), line: fc.nat() });
const row = fc.record({ cells: fc.array(fc.string({ unit: 'binary' })), line: fc.nat(), next: place });

describe('a parsed window', () => {
  it('is the same after it was sent between the threads', () => {
    fc.assert(
      fc.property(fc.array(row), place, (rows, next) => {
        const parsed = { rows, count: rows.length, tooLong: [], next, failure: null };
        expect(decodeWindow(structuredClone(encodeWindow(parsed)))).toEqual(parsed);
      }),
    );
  });
});
