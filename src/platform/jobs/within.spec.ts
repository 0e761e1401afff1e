import { LATE, within } from './within.js';

describe('within', () => {
  it('answers what comes in time', async () => {
    await expect(within(1_000, Promise.resolve(7))).resolves.toBe(7);
    await expect(within(1_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('answers that it is late, and drops a later failure', async () => {
    let fail: (reason: Error) => void = () => undefined;
    const slow = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    await expect(within(5, slow)).resolves.toBe(LATE);
    fail(new Error('nobody listens'));
    await expect(within(5, Promise.resolve('next'))).resolves.toBe('next');
  });
});
