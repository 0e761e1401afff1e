/** How much work of a kind may run and wait, in total and per tenant. */
export interface FairLimits {
  readonly running: number;
  readonly runningPerKey: number;
  readonly waiting: number;
  readonly waitingPerKey: number;
}

/**
 * Waiting items by key. The keys are served round-robin, one item each, so that a key with few items waits for at most one item of
 * each other key, however many those have.
 */
export class FairQueue<Item> {
  /** In the order in which they are served. */
  private readonly waiting = new Map<string, Item[]>();
  private readonly running = new Map<string, number>();
  private countWaiting = 0;
  private countRunning = 0;

  constructor(private readonly limits: FairLimits) {}

  /** Whether the item was accepted; false if the queue is full. */
  add(key: string, item: Item): boolean {
    const items = this.waiting.get(key) ?? [];
    if (items.length >= this.limits.waitingPerKey || this.countWaiting >= this.limits.waiting) return false;
    items.push(item);
    this.waiting.set(key, items);
    this.countWaiting += 1;
    return true;
  }

  /** Removes an item from the queue; returns whether it was still waiting. */
  remove(key: string, item: Item): boolean {
    const items = this.waiting.get(key);
    const at = items?.indexOf(item) ?? -1;
    if (!items || at < 0) return false;
    items.splice(at, 1);
    if (items.length === 0) this.waiting.delete(key);
    this.countWaiting -= 1;
    return true;
  }

  /** The next item, which counts as running from now on. Null if none is waiting or the limit of running items is reached. */
  next(): { readonly key: string; readonly item: Item } | null {
    if (this.countRunning >= this.limits.running) return null;
    for (const [key, items] of this.waiting) {
      const running = this.running.get(key) ?? 0;
      const [item] = items;
      if (running >= this.limits.runningPerKey || item === undefined) continue;
      this.remove(key, item);
      // The key is served again after all other keys.
      if (this.waiting.delete(key)) this.waiting.set(key, items);
      this.running.set(key, running + 1);
      this.countRunning += 1;
      return { key, item };
    }
    return null;
  }

  /** An item of the key has ended. */
  ended(key: string): void {
    const running = (this.running.get(key) ?? 0) - 1;
    if (running > 0) this.running.set(key, running);
    else this.running.delete(key);
    this.countRunning -= 1;
  }
}
