import { TIMED_OUT, withTimeout } from './with-timeout.js';

describe('withTimeout', () => {
  it('returns an answer that comes in time', async () => {
    await expect(withTimeout(1_000, Promise.resolve(7))).resolves.toBe(7);
    await expect(withTimeout(1_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('returns that it is late, and drops a later failure', async () => {
    let fail: (reason: Error) => void = () => undefined;
    const slow = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    await expect(withTimeout(5, slow)).resolves.toBe(TIMED_OUT);
    fail(new Error('too late'));
    await expect(withTimeout(5, Promise.resolve('next'))).resolves.toBe('next');
  });
});
