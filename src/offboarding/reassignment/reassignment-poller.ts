import { setTimeout as delay } from 'node:timers/promises';
import type { Response } from 'express';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { Problem } from '../../platform/http/problem.js';
import { toReassignment, type ReassignmentRow } from './reassignment-rows.js';

const POLL_EVERY = 300;
/** Proxies close idle connections; a comment keeps the connection open and is ignored by clients. */
const PING_EVERY = 15_000;

/** A client that watches a reassignment. */
export class Watcher {
  private lastSentStep: number;
  private lastSentAt = Date.now();

  /** @param lastStep the last step that it has received already; -1: none */
  constructor(
    readonly auth: AuthorizedContext,
    private readonly response: Response,
    private readonly lastStep: number,
  ) {
    this.lastSentStep = lastStep;
  }

  /** Whether there is a step to send, or a keep-alive comment is due. */
  isDue(row: ReassignmentRow): boolean {
    return this.hasUnsentStep(row) || Date.now() - this.lastSentAt > PING_EVERY;
  }

  /** @param event of the row, formatted once for all watchers */
  send(row: ReassignmentRow, event: string): void {
    this.response.write(this.hasUnsentStep(row) ? event : ': still here\n\n');
    this.lastSentStep = row.step;
    this.lastSentAt = Date.now();
  }

  private hasUnsentStep({ step, finished_at: finishedAt }: ReassignmentRow): boolean {
    // The last step is also sent to clients that have received it before, because it closes the stream.
    return step > this.lastSentStep || (finishedAt !== null && this.lastSentStep === this.lastStep);
  }
}

export interface PollSource {
  /** Reads the reassignment. */
  readonly read: () => Promise<ReassignmentRow>;
  /** @throws the problem for a caller who has lost access */
  readonly authorize: (auth: AuthorizedContext) => Promise<void>;
}

interface OpenStream {
  readonly watcher: Watcher;
  readonly end: (error?: unknown) => void;
}

/**
 * Reads a reassignment for all of its watchers, three times a second. Before something is sent, each person is
 * authorized again, once for all of their streams, so that a member who is removed meanwhile gets nothing more.
 */
export class ReassignmentPoller {
  private readonly streams = new Set<OpenStream>();
  private isPolling = false;

  constructor(
    private readonly source: PollSource,
    private readonly onUnwatched: () => void,
  ) {}

  /** Sends the progress to the watcher, until the reassignment has finished or the client has disconnected. */
  streamTo(watcher: Watcher, disconnected: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stream: OpenStream = {
        watcher,
        end: (error) => {
          this.streams.delete(stream);
          if (error === undefined) resolve();
          else
            reject(
              error instanceof Error ? error : new Error('Progress could not be sent to a watcher.', { cause: error }),
            );
        },
      };
      const endStream = (): void => {
        stream.end();
      };
      if (disconnected.aborted) {
        endStream();
        return;
      }
      disconnected.addEventListener('abort', endStream, { once: true });
      this.streams.add(stream);
      if (!this.isPolling) void this.poll();
    });
  }

  private async poll(): Promise<void> {
    this.isPolling = true;
    try {
      while (await this.waitForNextPoll()) {
        const row = await this.source.read();
        await this.sendToAll(row);
      }
    } catch (error) {
      // The reassignment was deleted, or the database is unavailable: the streams of all watchers end.
      for (const stream of this.streams) stream.end(error instanceof Problem ? undefined : error);
    } finally {
      this.isPolling = false;
      // A new watcher may have been added at the moment in which the last one ended.
      if (this.streams.size > 0) void this.poll();
      else this.onUnwatched();
    }
  }

  /** Whether there is still a watcher after the pause. */
  private async waitForNextPoll(): Promise<boolean> {
    if (this.streams.size > 0) await delay(POLL_EVERY);
    return this.streams.size > 0;
  }

  private async sendToAll(row: ReassignmentRow): Promise<void> {
    const event = eventOf(row);
    const streamsByCredential = new Map<string, OpenStream[]>();
    for (const stream of this.streams) {
      const { credentialId } = stream.watcher.auth;
      if (stream.watcher.isDue(row))
        streamsByCredential.set(credentialId, [...(streamsByCredential.get(credentialId) ?? []), stream]);
    }
    await Promise.all([...streamsByCredential.values()].map((streams) => this.sendToPerson(streams, row, event)));
  }

  private async sendToPerson(streams: readonly OpenStream[], row: ReassignmentRow, event: string): Promise<void> {
    const [first] = streams;
    try {
      if (first) await this.source.authorize(first.watcher.auth);
    } catch (error) {
      for (const stream of streams) stream.end(error instanceof Problem ? undefined : error);
      return;
    }
    for (const stream of streams) {
      if (!this.streams.has(stream)) continue;
      stream.watcher.send(row, event);
      if (row.finished_at !== null) stream.end();
    }
  }
}

/** The format of server-sent events. */
export function eventOf(row: ReassignmentRow): string {
  return `event: progress\nid: ${row.step}\ndata: ${JSON.stringify(toReassignment(row))}\n\n`;
}
