import { Problem, serviceUnavailable } from '../http/problem.js';
import { FairRunner } from './fair-runner.js';

const LIMITS = { running: 1, runningPerKey: 1, waiting: 10, waitingPerKey: 2 };

/** Work that ends on request, and records that it began. */
function piece(log: string[], name: string): { work: () => Promise<string>; end: () => void } {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return {
    end,
    work: async () => {
      log.push(name);
      await ended;
      return name;
    },
  };
}

const isRefusal = (error: unknown): boolean => error instanceof Problem && error.kind === serviceUnavailable;

it('refuses work above the limit of one tenant, and accepts work of another one', async () => {
  const runner = new FairRunner(LIMITS);
  const log: string[] = [];
  const first = piece(log, 'first');
  const running = runner.run('a', first.work);
  const waiting = [1, 2].map((number) => runner.run('a', () => Promise.resolve(number)));
  expect(await runner.run('a', () => Promise.resolve(3)).catch(isRefusal)).toBe(true);
  const other = runner.run('b', () => Promise.resolve('other'));
  first.end();
  expect(await Promise.all([running, ...waiting, other])).toEqual(['first', 1, 2, 'other']);
});

it('never runs work that was cancelled while it waited, and completes work that is running', async () => {
  const runner = new FairRunner(LIMITS);
  const log: string[] = [];
  const [first, second] = [piece(log, 'first'), piece(log, 'second')];
  const [cancelFirst, cancelSecond] = [new AbortController(), new AbortController()];
  const running = runner.run('a', first.work, cancelFirst.signal);
  const dropped = runner.run('a', second.work, cancelSecond.signal);
  const refused = dropped.catch((error: unknown) => isRefusal(error));
  cancelFirst.abort();
  cancelSecond.abort();
  expect(await refused).toBe(true);
  first.end();
  expect(await running).toBe('first');
  expect(await runner.run('a', () => Promise.resolve('next'))).toBe('next');
  expect(log).toEqual(['first']);
});

it('continues after failed work', async () => {
  const runner = new FairRunner(LIMITS);
  const failed = runner.run('a', () => Promise.reject(new Error('broken')));
  const next = runner.run('a', () => Promise.resolve('next'));
  await expect(failed).rejects.toThrow('broken');
  expect(await next).toBe('next');
});
