import { setTimeout as delay } from 'node:timers/promises';
import type { Response } from 'express';
import type { Entry } from '../access/entry.js';
import { Problem } from '../platform/http/problem.js';
import { toReassignment, type ReassignmentRow } from './reassignment-rows.js';

const LOOK_EVERY = 300;
/** Proxies close idle connections; a comment keeps the connection open and is ignored by clients. */
const PING_EVERY = 15_000;

/** A client that watches a reassignment. */
export class Watcher {
  private told: number;
  private spoke = Date.now();

  /** @param lastStep the last step that it has received already; -1: none */
  constructor(
    readonly entry: Entry,
    private readonly response: Response,
    private readonly lastStep: number,
  ) {
    this.told = lastStep;
  }

  /** Whether there is a step to send, or a keep-alive comment is due. */
  isDue(row: ReassignmentRow): boolean {
    return this.hasNews(row) || Date.now() - this.spoke > PING_EVERY;
  }

  /** @param event of the row, formatted once for all watchers */
  tell(row: ReassignmentRow, event: string): void {
    this.response.write(this.hasNews(row) ? event : ': still here\n\n');
    this.told = row.step;
    this.spoke = Date.now();
  }

  private hasNews({ step, finished_at: finishedAt }: ReassignmentRow): boolean {
    // The last step is also sent to clients that have received it before, because it closes the stream.
    return step > this.told || (finishedAt !== null && this.told === this.lastStep);
  }
}

export interface WatchSource {
  /** Reads the reassignment. */
  readonly look: () => Promise<ReassignmentRow>;
  /** @throws the problem for a caller who has lost access */
  readonly authorize: (entry: Entry) => Promise<void>;
}

interface Following {
  readonly watcher: Watcher;
  readonly end: (error?: unknown) => void;
}

/**
 * Reads a reassignment for all of its watchers, three times a second. Before something is sent, each person is
 * authorized again, once for all of their streams, so that a member who is removed meanwhile gets nothing more.
 */
export class ReassignmentWatch {
  private readonly following = new Set<Following>();
  private isLooking = false;

  constructor(
    private readonly source: WatchSource,
    private readonly onUnwatched: () => void,
  ) {}

  /** Sends the progress to the watcher, until the reassignment has finished or the client has disconnected. */
  follow(watcher: Watcher, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const one: Following = {
        watcher,
        end: (error) => {
          this.following.delete(one);
          if (error === undefined) resolve();
          else
            reject(
              error instanceof Error ? error : new Error('Progress could not be sent to a watcher.', { cause: error }),
            );
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
      // The reassignment was deleted, or the database is unavailable: the streams of all watchers end.
      for (const one of this.following) one.end(error instanceof Problem ? undefined : error);
    } finally {
      this.isLooking = false;
      // A new watcher may have come at the moment in which the last one left.
      if (this.following.size > 0) void this.lookOn();
      else this.onUnwatched();
    }
  }

  /** Whether there is still a watcher after the pause. */
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

/** The format of server-sent events. */
export function eventOf(row: ReassignmentRow): string {
  return `event: progress\nid: ${row.step}\ndata: ${JSON.stringify(toReassignment(row))}\n\n`;
}
