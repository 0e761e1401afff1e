/** How many bytes may be held for request bodies that are still being received. */
export interface BudgetLimits {
  /** Of one sender. */
  readonly perSender: number;
  /** Of all senders together. */
  readonly inAll: number;
}

/**
 * Counts the received bytes of incomplete bodies, so that senders who begin bodies and never complete them cannot fill the
 * memory.
 */
export class BodyBudget {
  private readonly bySender = new Map<string, number>();
  private total = 0;

  constructor(private readonly limits: BudgetLimits) {}

  /** Whether so many more bytes are available. */
  hasRoom(sender: string, bytes: number): boolean {
    const held = this.bySender.get(sender) ?? 0;
    return held + bytes <= this.limits.perSender && this.total + bytes <= this.limits.inAll;
  }

  /** Takes the bytes and returns a function that releases them; null if the sender, or all together, would exceed the limit. */
  take(sender: string, bytes: number): (() => void) | null {
    if (!this.hasRoom(sender, bytes)) return null;
    const held = this.bySender.get(sender) ?? 0;
    this.bySender.set(sender, held + bytes);
    this.total += bytes;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.total -= bytes;
      const left = (this.bySender.get(sender) ?? bytes) - bytes;
      if (left === 0) this.bySender.delete(sender);
      else this.bySender.set(sender, left);
    };
  }
}
