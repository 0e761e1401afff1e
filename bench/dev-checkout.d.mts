import type { ChildProcess } from 'node:child_process';

/** A copy of the checkout under `npm run dev`, in which files can be changed. */
export class DevCheckout {
  static start(root: string): Promise<DevCheckout>;
  readonly folder: string;
  readonly url: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** Every line that it has printed. */
  readonly lines: readonly string[];
  /** Waits for a line of the output, behind those that were there before. */
  says(pattern: RegExp, from?: number): Promise<string>;
  read(file: string): string;
  write(file: string, text: string): void;
  /** Replaces a text of a file, which has to be there. */
  edit(file: string, before: string | RegExp, after: string): void;
  /** SIGTERM, and the wait for the end; the exit code. */
  stop(): Promise<number | null>;
  /** Stops and removes it. */
  remove(): Promise<void>;
}

/** Asks again and again until there is an answer. */
export function until<Answer>(what: string, check: () => Answer | Promise<Answer>): Promise<NonNullable<Answer>>;
