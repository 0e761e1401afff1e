import { EventEmitter, once } from 'node:events';
import { readAhead } from './read-ahead.js';

async function* numbers(upTo: number, onRequest: (number: number) => void = () => undefined): AsyncGenerator<number> {
  for (let number = 1; number <= upTo; number += 1) {
    onRequest(number);
    await Promise.resolve();
    yield number;
  }
}

describe('reading ahead', () => {
  it('yields all values in their order', async () => {
    const read: number[] = [];
    for await (const number of readAhead(numbers(5))) read.push(number);
    expect(read).toEqual([1, 2, 3, 4, 5]);
  });

  it('requests the next value while the consumer works, and no more than that', async () => {
    const requests = new EventEmitter();
    const requested: number[] = [];
    const source = numbers(10, (number) => {
      requested.push(number);
      requests.emit(String(number));
    });
    for await (const number of readAhead(source)) {
      if (number === 1 && !requested.includes(2)) await once(requests, '2');
      expect(requested.length).toBeLessThanOrEqual(number + 1);
      if (number === 3) break;
    }
    expect(requested).toEqual([1, 2, 3, 4]);
  });

  it('throws an error of the source in its place, after the values before it', async () => {
    const read: number[] = [];
    async function* failing(): AsyncGenerator<number> {
      yield* numbers(2);
      throw new Error('unreadable');
    }
    const reading = (async () => {
      for await (const number of readAhead(failing())) {
        await new Promise(setImmediate);
        read.push(number);
      }
    })();
    await expect(reading).rejects.toThrow('unreadable');
    expect(read).toEqual([1, 2]);
  });

  it('closes the source when the consumer ends early, even if its next value fails', async () => {
    let isClosed = false;
    async function* source(): AsyncGenerator<number> {
      try {
        yield 1;
        await Promise.reject(new Error('not seen by anyone'));
      } finally {
        isClosed = true;
      }
    }
    for await (const number of readAhead(source())) if (number === 1) break;
    expect(isClosed).toBe(true);
  });
});
