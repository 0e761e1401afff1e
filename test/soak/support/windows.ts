/** What was away, and from when to when. */
export type Part = 'postgres' | 'files';

interface Window {
  readonly part: Part;
  readonly began: number;
  ended: number;
}

/** The times in which a part was away, so that an answer can be checked by them. */
export class Windows {
  private readonly windows: Window[] = [];

  async during<T>(part: Part, work: () => Promise<T>): Promise<T> {
    const window: Window = { part, began: performance.now(), ended: Infinity };
    this.windows.push(window);
    try {
      return await work();
    } finally {
      window.ended = performance.now();
    }
  }

  /** Whether the part was away at any moment between the two. */
  overlap(part: Part, began: number, ended: number): boolean {
    return this.windows.some((window) => window.part === part && window.began <= ended && began <= window.ended);
  }
}
