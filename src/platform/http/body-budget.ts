/** How many bytes may be held for request bodies that are still being received. */
export interface BudgetLimits {
  /** Of one sender. */
  readonly perSender: number;
  /** Of all senders together. */
  readonly total: number;
}

/** Which budget a body would exceed: that of its sender, or that of all senders together. */
export type Shortage = 'sender' | 'all';

/**
 * Counts the received bytes of incomplete bodies, so that senders who begin bodies and never complete them cannot fill the
 * memory.
 */
export class BodyBudget {
  private readonly bySender = new Map<string, number>();
  private total = 0;

  constructor(private readonly limits: BudgetLimits) {}

  /**
   * Which budget so many more bytes would exceed; null if they fit.
   *
   * @param sender null where senders are not limited one by one
   */
  shortage(sender: string | null, bytes: number): Shortage | null {
    if (this.total + bytes > this.limits.total) return 'all';
    return sender !== null && this.heldBy(sender) + bytes > this.limits.perSender ? 'sender' : null;
  }

  /** Reserves the bytes and returns how to release them, or which budget they would exceed. */
  reserve(sender: string | null, bytes: number): (() => void) | Shortage {
    const shortage = this.shortage(sender, bytes);
    if (shortage) return shortage;
    this.add(sender, bytes);
    let isHeld = true;
    return () => {
      if (isHeld) this.add(sender, -bytes);
      isHeld = false;
    };
  }

  private heldBy(sender: string): number {
    return this.bySender.get(sender) ?? 0;
  }

  private add(sender: string | null, bytes: number): void {
    this.total += bytes;
    if (sender === null) return;
    const held = this.heldBy(sender) + bytes;
    if (held === 0) this.bySender.delete(sender);
    else this.bySender.set(sender, held);
  }
}
