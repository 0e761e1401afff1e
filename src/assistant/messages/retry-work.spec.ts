import { retryWork } from './retry-work.js';

describe('work that is retried', () => {
  it('is tried again until it succeeds', async () => {
    let tries = 0;
    const work = () => (++tries < 3 ? Promise.reject(new Error('away')) : Promise.resolve('done'));
    expect(await retryWork(work)).toBe('done');
    expect(tries).toBe(3);
  });

  it('fails with its last error when four tries have failed', async () => {
    let tries = 0;
    await expect(retryWork(() => Promise.reject(new Error(`away ${++tries}`)))).rejects.toThrow('away 4');
  });
});
