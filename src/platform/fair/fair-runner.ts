import { AsyncResource } from 'node:async_hooks';
import { Problem, serviceUnavailable } from '../http/problem.js';
import { FairQueue, type FairLimits } from './fair-queue.policy.js';

const RETRY_AFTER = 5;

interface Waiting {
  readonly start: () => void;
}

/**
 * Runs expensive work, a limited amount at once, fairly by tenant. Waiting work whose result is no longer needed is dropped;
 * work that is running is completed.
 */
export class FairRunner {
  private readonly queue: FairQueue<Waiting>;

  constructor(limits: FairLimits) {
    this.queue = new FairQueue(limits);
  }

  /**
   * @param key whose work it is
   * @param cancelled aborted when the result is no longer needed
   * @throws 503 `service-unavailable` when too much work is waiting, or the work was dropped
   */
  run<Result>(key: string, work: () => Promise<Result>, cancelled?: AbortSignal): Promise<Result> {
    // It begins when other work ends, and has to run in the async context of the request that needs it.
    const begin = AsyncResource.bind(work);
    return new Promise((resolve, reject) => {
      const refuse = (): void => {
        reject(
          new Problem(serviceUnavailable, {
            retryAfter: RETRY_AFTER,
            internal: 'too much work is waiting, or its caller has left',
          }),
        );
      };
      const drop = (): void => {
        if (this.queue.remove(key, waiting)) refuse();
      };
      const waiting: Waiting = {
        start: () => {
          cancelled?.removeEventListener('abort', drop);
          void begin()
            .then(resolve, reject)
            .finally(() => {
              this.queue.ended(key);
              this.startNext();
            });
        },
      };
      if (cancelled?.aborted || !this.queue.add(key, waiting)) {
        refuse();
        return;
      }
      cancelled?.addEventListener('abort', drop, { once: true });
      this.startNext();
    });
  }

  private startNext(): void {
    for (let next = this.queue.next(); next; next = this.queue.next()) next.item.start();
  }
}
