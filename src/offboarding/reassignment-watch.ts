import { setTimeout as delay } from 'node:timers/promises';
import type { Response } from 'express';
import type { Entry } from '../access/entry.js';
import { Problem } from '../platform/http/problem.js';
import { toReassignment, type ReassignmentRow } from './reassignment-rows.js';

const LOOK_EVERY = 300;
/** Proxies close what is silent; a comment is a sign of life that no reader sees. */
const PING_EVERY = 15_000;

/** Somebody who watches a reassignment. */
export class Watcher {
  private told: number;
  private spoke = Date.now();

  /** @param lastStep the step that they have heard of already; -1: none */
  constructor(
    readonly entry: Entry,
    private readonly response: Response,
    private readonly lastStep: number,
  ) {
    this.told = lastStep;
  }

  /** Whether there is something that they have not heard, or a sign of life is due. */
  isDue(row: ReassignmentRow): boolean {
    return this.hasNews(row) || Date.now() - this.spoke > PING_EVERY;
  }

  /** @param event of the row, made once for all watchers */
  tell(row: ReassignmentRow, event: string): void {
    this.response.write(this.hasNews(row) ? event : ': still here\n\n');
    this.told = row.step;
    this.spoke = Date.now();
  }

  private hasNews({ step, finished_at: finishedAt }: ReassignmentRow): boolean {
    // The end is told also to those who have heard of it before: with it the stream is over.
    return step > this.told || (finishedAt !== null && this.told === this.lastStep);
  }
}

export interface WatchSource {
  /** The reassignment as it is now. */
  readonly look: () => Promise<ReassignmentRow>;
  /** @throws the refusal of somebody who may see it no more */
  readonly authorize: (entry: Entry) => Promise<void>;
}

interface Following {
  readonly watcher: Watcher;
  readonly end: (error?: unknown) => void;
}

/**
 * One look at a reassignment for all who watch it, three times a second. Before something is told to them, each person is
 * authorized once more, however many streams they have: whoever is removed while watching sees no more.
 */
export class ReassignmentWatch {
  private readonly following = new Set<Following>();
  private isLooking = false;

  constructor(
    private readonly source: WatchSource,
    private readonly onUnwatched: () => void,
  ) {}

  /** Tells the watcher what happens, until it is over or they have gone. */
  follow(watcher: Watcher, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const one: Following = {
        watcher,
        end: (error) => {
          this.following.delete(one);
          if (error === undefined) resolve();
          else reject(error instanceof Error ? error : new Error('A watcher could not be told.', { cause: error }));
        },
      };
      const leave = (): void => {
        one.end();
      };
      if (gone.aborted) {
        leave();
        return;
      }
      gone.addEventListener('abort', leave, { once: true });
      this.following.add(one);
      if (!this.isLooking) void this.lookOn();
    });
  }

  private async lookOn(): Promise<void> {
    this.isLooking = true;
    try {
      while (await this.pause()) {
        const row = await this.source.look();
        await this.tellAll(row);
      }
    } catch (error) {
      // The reassignment is gone, or the database away: for everybody the stream is over.
      for (const one of this.following) one.end(error instanceof Problem ? undefined : error);
    } finally {
      this.isLooking = false;
      // Somebody may have come in the very moment in which the last one left.
      if (this.following.size > 0) void this.lookOn();
      else this.onUnwatched();
    }
  }

  /** Whether anybody still watches behind the pause. */
  private async pause(): Promise<boolean> {
    if (this.following.size > 0) await delay(LOOK_EVERY);
    return this.following.size > 0;
  }

  private async tellAll(row: ReassignmentRow): Promise<void> {
    const event = eventOf(row);
    const people = new Map<string, Following[]>();
    for (const one of this.following) {
      const { credentialId } = one.watcher.entry;
      if (one.watcher.isDue(row)) people.set(credentialId, [...(people.get(credentialId) ?? []), one]);
    }
    await Promise.all([...people.values()].map((streams) => this.tellPerson(streams, row, event)));
  }

  private async tellPerson(streams: readonly Following[], row: ReassignmentRow, event: string): Promise<void> {
    const [first] = streams;
    try {
      if (first) await this.source.authorize(first.watcher.entry);
    } catch (error) {
      for (const one of streams) one.end(error instanceof Problem ? undefined : error);
      return;
    }
    for (const one of streams) {
      if (!this.following.has(one)) continue;
      one.watcher.tell(row, event);
      if (row.finished_at !== null) one.end();
    }
  }
}

/** As server-sent events have it. */
export function eventOf(row: ReassignmentRow): string {
  return `event: progress\nid: ${row.step}\ndata: ${JSON.stringify(toReassignment(row))}\n\n`;
}
