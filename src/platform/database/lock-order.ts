const ORDER = ['subscription', 'membership', 'other'] as const;
type Lock = (typeof ORDER)[number];

/**
 * The one order in which rows are locked: the subscription, then memberships by id, then the rest; of these, several
 * records of one kind in the order of their creation. Two transactions that keep to it can wait for each other but never in
 * a circle. A use case that strays from it fails at once, in its first test, instead of once a month.
 */
export class LockOrder {
  private reached = 0;

  take(lock: Lock): void {
    const rank = ORDER.indexOf(lock);
    if (rank < this.reached) throw new Error(`Locks out of order: ${lock} after ${ORDER[this.reached] ?? ''}.`);
    this.reached = rank;
  }
}
