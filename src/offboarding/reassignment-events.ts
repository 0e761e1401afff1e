import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Response } from 'express';
import type { Entry } from '../access/entry.js';
import { securityHeaders } from '../platform/http/security-headers.js';
import { Problem } from '../platform/http/problem.js';
import { requestContext } from '../platform/http/request-context.js';
import type { ReassignmentId } from '../platform/ids/ids.js';
import { toReassignment, type ReassignmentRow } from './reassignment-rows.js';
import { Reassignments } from './reassignments.service.js';

const LOOK_EVERY = 300;
/** Proxies close what is silent; a comment is a sign of life that no reader sees. */
const PING_EVERY = 15_000;

/**
 * The progress of a reassignment as server-sent events. Postgres is asked, at the door and with the reader's own rights each
 * time: whoever is removed while watching sees no more.
 */
@Injectable()
export class ReassignmentEvents implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  constructor(private readonly reassignments: Reassignments) {}

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  /** @throws 404 `reassignment-not-found`, before the stream begins */
  async stream(entry: Entry, id: ReassignmentId, response: Response, lastEventId: string | undefined): Promise<void> {
    const first = await this.reassignments.readRow(entry, id);
    const context = requestContext.getStore();
    response.writeHead(200, {
      ...securityHeaders(),
      ...(context ? { 'X-Request-Id': context.requestId, ...context.headers } : {}),
      'Content-Type': 'text/event-stream; charset=utf-8',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    const gone = new AbortController();
    response.on('close', () => {
      gone.abort();
    });
    await this.follow(
      entry,
      first,
      response,
      readStep(lastEventId),
      AbortSignal.any([gone.signal, this.stopping.signal]),
    );
    response.end();
  }

  private async follow(
    entry: Entry,
    first: ReassignmentRow,
    response: Response,
    lastStep: number,
    ended: AbortSignal,
  ): Promise<void> {
    let row = first;
    let told = lastStep;
    let spoke = Date.now();
    for (;;) {
      if (row.step > told || (row.finished_at !== null && told === lastStep)) {
        response.write(eventOf(row));
        told = row.step;
        spoke = Date.now();
      }
      if (row.finished_at !== null) return;
      if (Date.now() - spoke > PING_EVERY) {
        response.write(': still here\n\n');
        spoke = Date.now();
      }
      try {
        await delay(LOOK_EVERY, undefined, { signal: ended });
        row = await this.reassignments.readRow(entry, first.id);
      } catch (error) {
        // The reader has gone, the process ends, or the reader may see it no more: in every case the stream is over.
        if (ended.aborted || error instanceof Problem) return;
        throw error;
      }
    }
  }
}

function eventOf(row: ReassignmentRow): string {
  return `event: progress\nid: ${row.step}\ndata: ${JSON.stringify(toReassignment(row))}\n\n`;
}

/** An id that is none of ours means from the beginning. */
function readStep(lastEventId: string | undefined): number {
  return lastEventId !== undefined && /^\d{1,9}$/.test(lastEventId) ? Number(lastEventId) : -1;
}
