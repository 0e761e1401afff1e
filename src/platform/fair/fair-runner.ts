import { AsyncResource } from 'node:async_hooks';
import { Problem, serviceUnavailable } from '../http/problem.js';
import { FairQueue, type FairLimits } from './fair-queue.policy.js';

const RETRY_AFTER = 5;

interface Waiting {
  readonly start: () => void;
}

/**
 * Runs work that is dear, a bounded amount of it at once, fairly by tenant. What waits and is wanted by no one any more is
 * dropped; what runs already comes to its end.
 */
export class FairRunner {
  private readonly queue: FairQueue<Waiting>;

  constructor(limits: FairLimits) {
    this.queue = new FairQueue(limits);
  }

  /**
   * @param key whose work it is
   * @param unwanted aborted when no one waits for the result any more
   * @throws 503 `service-unavailable` where too much waits already, or where the work was dropped
   */
  run<Result>(key: string, work: () => Promise<Result>, unwanted?: AbortSignal): Promise<Result> {
    // It begins when another's work ends, and has to go on as what this request has asked for.
    const begin = AsyncResource.bind(work);
    return new Promise((resolve, reject) => {
      const refuse = (): void => {
        reject(new Problem(serviceUnavailable, { retryAfter: RETRY_AFTER }));
      };
      const drop = (): void => {
        if (this.queue.remove(key, waiting)) refuse();
      };
      const waiting: Waiting = {
        start: () => {
          unwanted?.removeEventListener('abort', drop);
          void begin()
            .then(resolve, reject)
            .finally(() => {
              this.queue.ended(key);
              this.startNext();
            });
        },
      };
      if (unwanted?.aborted || !this.queue.add(key, waiting)) {
        refuse();
        return;
      }
      unwanted?.addEventListener('abort', drop, { once: true });
      this.startNext();
    });
  }

  private startNext(): void {
    for (let turn = this.queue.next(); turn; turn = this.queue.next()) turn.item.start();
  }
}
