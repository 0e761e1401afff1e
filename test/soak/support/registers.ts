/** Any value: it is unknown, since the answer never came. */
export const ANYTHING = Symbol('anything');

interface Write {
  readonly value: unknown;
  readonly began: number;
  readonly ended: number;
  /** Certainly in force, at some moment between the two; otherwise it may have happened or not. */
  readonly certain: boolean;
}

/**
 * What a single value may be after many wrote to it at once: the value of a write that no one certainly overwrote. A write
 * is overwritten by one that is certainly in force and began after it had ended.
 */
export class Register {
  private readonly writes: Write[];

  constructor(initial: unknown) {
    this.writes = [{ value: initial, began: -Infinity, ended: -Infinity, certain: true }];
  }

  write(write: Write): void {
    this.writes.push(write);
  }

  allows(value: unknown): boolean {
    return this.possible().some((write) => write.value === ANYTHING || write.value === value);
  }

  /** For the report: what it might have been. */
  expected(): string {
    return this.possible()
      .map(({ value }) => (value === ANYTHING ? 'anything' : String(value)))
      .join(' or ');
  }

  private possible(): Write[] {
    const certain = this.writes.filter((write) => write.certain);
    return this.writes.filter((write) => !certain.some((later) => later !== write && later.began > write.ended));
  }
}
