import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NO_ID, type OrganizationId } from '../ids/ids.js';
import type { JobResult } from './job-handler.js';

/** An organization on which something is due, and since when. */
export interface DueRow {
  readonly organization_id: OrganizationId;
  readonly due_at: string;
}

/** Answers what is due behind a row, the longest due first, at most so many. */
export type DueRows = (last: DueRow, most: number) => Promise<DueRow[]>;

const FIRST: DueRow = { organization_id: NO_ID as OrganizationId, due_at: '-infinity' };
const PAGE = 100;

/** Goes over the organizations on which something is due: the loop of every job that does what is to happen by itself. */
@Injectable()
export class DueWork {
  constructor(private readonly dataSource: DataSource) {}

  /** Over those of one kind of `due_work`. */
  walk(kind: string, signal: AbortSignal, visit: (id: OrganizationId) => Promise<void>): Promise<JobResult> {
    return this.walkRows((last, most) => this.dueAfter(kind, last, most), signal, visit);
  }

  /**
   * Over whatever `rows` answers. An organization that fails keeps none of the others waiting; it makes the job come again.
   * What a visit leaves due is not visited again in this round.
   */
  async walkRows(rows: DueRows, signal: AbortSignal, visit: (id: OrganizationId) => Promise<void>): Promise<JobResult> {
    const failures: unknown[] = [];
    let last = FIRST;
    for (;;) {
      const due = await rows(last, PAGE);
      for (const row of due) {
        signal.throwIfAborted();
        await visit(row.organization_id).catch((error: unknown) => failures.push(error));
        last = row;
      }
      if (due.length < PAGE) break;
    }
    if (failures.length > 0) throw failures[0];
    return 'done';
  }

  private dueAfter(kind: string, { due_at: dueAt, organization_id: id }: DueRow, most: number): Promise<DueRow[]> {
    return this.dataSource.query<DueRow[]>(
      `select organization_id, due_at from due_work
       where kind = $1 and due_at <= now() and (due_at, organization_id) > ($2::timestamptz, $3::uuid)
       order by due_at, organization_id limit $4`,
      [kind, dueAt, id, most],
    );
  }
}
