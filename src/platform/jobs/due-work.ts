import { Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../database/global-database.js';
import { LRUCache } from 'lru-cache';
import { NO_ID, type OrganizationId } from '../ids/ids.js';
import { logger } from '../logging/logger.js';
import type { DueSchedule } from './due-schedule.js';
import { describeFailure } from './error-code.js';
import type { JobResult } from './job-handler.js';
import { countDueFailure } from './job-metrics.js';
import type { DueWorkEntity } from './due-work.entity.js';

/** An organization with due work, and since when it is due. */
export type DueRow = Readonly<Omit<DueWorkEntity, 'kind'>>;

/** Returns the organizations after a row, the longest due first, at most so many. */
export type DueRows = (last: DueRow, most: number) => Promise<DueRow[]>;

const FIRST: DueRow = { organization_id: NO_ID as OrganizationId, due_at: '-infinity' };
const PAGE = 100;

/** An organization whose work failed is skipped for so long after its first failure, then twice as long each time. */
const FIRST_PAUSE_MS = 5_000;
const MAX_PAUSE_MS = 3_600_000;
const MAX_PAUSED = 10_000;
const FAILURES_TO_ALERT = 5;

interface Pause {
  readonly failures: number;
  readonly until: number;
}

/** Iterates over the organizations with due work: the loop of every scheduled job. */
@Injectable()
export class DueWork {
  private readonly pauses = new LRUCache<string, Pause>({ max: MAX_PAUSED });

  constructor(private readonly globalDatabase: GlobalDatabase) {}

  /** Over the organizations for which one kind of work is scheduled. */
  forEachDueOrganization(
    { kind }: DueSchedule,
    signal: AbortSignal,
    work: (id: OrganizationId) => Promise<void>,
  ): Promise<JobResult> {
    return this.forEachOrganization(kind, (last, most) => this.dueAfter(kind, last, most), signal, work);
  }

  /**
   * Over the organizations that `rows` returns. A failure in one organization does not delay the others: it is skipped for a
   * time that grows with its failures, and the job runs again for it. Work that is still due after a run is not done again in
   * this round.
   */
  async forEachOrganization(
    kind: string,
    rows: DueRows,
    signal: AbortSignal,
    work: (id: OrganizationId) => Promise<void>,
  ): Promise<JobResult> {
    let resumeAt = Infinity;
    let last = FIRST;
    for (;;) {
      const due = await rows(last, PAGE);
      for (const row of due) {
        signal.throwIfAborted();
        resumeAt = Math.min(resumeAt, await this.runForOrganization(kind, row.organization_id, signal, work));
        last = row;
      }
      if (due.length < PAGE) break;
    }
    return resumeAt === Infinity ? 'done' : { retryAt: new Date(resumeAt), error: 'put-aside' };
  }

  /** When the work of the organization has to run again; null if it succeeded. */
  private async runForOrganization(
    kind: string,
    id: OrganizationId,
    signal: AbortSignal,
    work: (id: OrganizationId) => Promise<void>,
  ): Promise<number> {
    const key = `${kind} ${id}`;
    const paused = this.pauses.get(key);
    if (paused && paused.until > Date.now()) return paused.until;
    try {
      await work(id);
      this.pauses.delete(key);
      return Infinity;
    } catch (error) {
      // Interrupted, not failed.
      signal.throwIfAborted();
      return this.pause(kind, id, (paused?.failures ?? 0) + 1, error);
    }
  }

  private pause(kind: string, id: OrganizationId, failures: number, error: unknown): number {
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20), MAX_PAUSE_MS);
    const until = Date.now() + pauseMs;
    this.pauses.set(`${kind} ${id}`, { failures, until });
    countDueFailure(kind);
    const facts = { kind, organizationId: id, failures, pauseMs, ...describeFailure(error) };
    const message = 'Scheduled work of an organization failed; it is skipped for a while.';
    // A restart of the database causes one or two failures; work that keeps failing needs a person.
    if (failures < FAILURES_TO_ALERT) logger.warn(facts, message);
    else logger.error(facts, message);
    return until;
  }

  private dueAfter(kind: string, { due_at: dueAt, organization_id: id }: DueRow, most: number): Promise<DueRow[]> {
    return this.globalDatabase.query<DueRow>(
      `select organization_id, due_at from due_work
       where kind = $1 and due_at <= now() and (due_at, organization_id) > ($2::timestamptz, $3::uuid)
       order by due_at, organization_id limit $4`,
      [kind, dueAt, id, most],
    );
  }
}
