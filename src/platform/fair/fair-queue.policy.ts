/** How much of a kind of work may run and wait, in all and of one tenant. */
export interface FairLimits {
  readonly running: number;
  readonly runningPerKey: number;
  readonly waiting: number;
  readonly waitingPerKey: number;
}

/**
 * What waits for its turn, by key: one item of each key in turn, so that whoever has little waits for one item of each other
 * key at most, however many those have.
 */
export class FairQueue<Item> {
  /** In the order of their turns. */
  private readonly waiting = new Map<string, Item[]>();
  private readonly running = new Map<string, number>();
  private countWaiting = 0;
  private countRunning = 0;

  constructor(private readonly limits: FairLimits) {}

  /** Whether there was room. */
  add(key: string, item: Item): boolean {
    const items = this.waiting.get(key) ?? [];
    if (items.length >= this.limits.waitingPerKey || this.countWaiting >= this.limits.waiting) return false;
    items.push(item);
    this.waiting.set(key, items);
    this.countWaiting += 1;
    return true;
  }

  /** Takes an item out of the queue; whether it still waited. */
  remove(key: string, item: Item): boolean {
    const items = this.waiting.get(key);
    const at = items?.indexOf(item) ?? -1;
    if (!items || at < 0) return false;
    items.splice(at, 1);
    if (items.length === 0) this.waiting.delete(key);
    this.countWaiting -= 1;
    return true;
  }

  /** Whose turn it is; it runs from now on. Null while nothing waits or no more may run. */
  next(): { readonly key: string; readonly item: Item } | null {
    if (this.countRunning >= this.limits.running) return null;
    for (const [key, items] of this.waiting) {
      const running = this.running.get(key) ?? 0;
      const [item] = items;
      if (running >= this.limits.runningPerKey || item === undefined) continue;
      this.remove(key, item);
      // Its next turn comes behind everybody else's.
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
