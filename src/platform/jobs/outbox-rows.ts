import { Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../database/global-database.js';
import type { JobPayload } from './outbox.js';

/** A row that was just claimed to be handed over to Redis. */
export interface ClaimedRow {
  readonly id: string;
  readonly organizationId: string | null;
  readonly queue: string;
  readonly name: string;
  readonly attempts: number;
  /** Redis was given this row before, under the previous attempt. */
  readonly wasPublished: boolean;
}

/** What a worker needs to know of the row whose lease it holds. */
export interface LeasedRow {
  readonly organizationId: string | null;
  readonly queue: string;
  readonly name: string;
  readonly payload: JobPayload;
  readonly attempts: number;
  /** For how many milliseconds it has failed without a success in between; null if the previous run did not fail. */
  readonly failingForMs: number | null;
}

/** Work that was given up without a run. */
export interface GivenUpRow {
  readonly id: string;
  readonly queue: string;
  readonly name: string;
}

/** The lease of a killed worker expires within this time. */
export const LEASE_MS = 15_000;
/** How long a row in Redis may stay without a run before the sweeper checks it. */
const PUBLISHED_GRACE_MS = 10_000;
/** The same for a row that is known to wait in a long queue. */
const QUEUED_GRACE_MS = 30_000;
/** When a row that Redis refused (it is loading its data, or it is full) is tried again. */
const REFUSED_GRACE_MS = 2_000;

const CLAIMED = `o.id, o.organization_id as "organizationId", o.queue, o.name, o.attempts`;

/**
 * Every statement on the table `outbox`. All times are the database's, so the clocks of the processes may differ.
 *
 * `due_at` is when the sweeper has to check the row next; `dispatched_at` is set while the row is with Redis or a worker and
 * null while it waits for its first or next run; `locked_by` and `locked_until` are the worker's lease. Changes are in a CTE
 * that is selected from, so that the driver returns plain rows for each of them.
 */
@Injectable()
export class OutboxRows {
  constructor(private readonly globalDatabase: GlobalDatabase) {}

  /** Claims rows that were just committed and are not handed over yet. */
  claimNew(ids: readonly string[]): Promise<ClaimedRow[]> {
    return this.globalDatabase.query<ClaimedRow>(
      `with fresh as (
         select id from outbox where id = any($1::uuid[]) and finished_at is null and dispatched_at is null
         for update skip locked),
       claimed as (
         update outbox o set attempts = o.attempts + 1, dispatched_at = now(), due_at = now() + $2 * interval '1 ms'
         from fresh where o.id = fresh.id returning ${CLAIMED}, false as "wasPublished")
       select * from claimed`,
      [ids, PUBLISHED_GRACE_MS],
    );
  }

  /**
   * Claims rows that are due. With `lostBefore` also those that were handed over before that time and that no worker holds:
   * after an outage Redis may have lost them.
   */
  claimDue(limit: number, lostBefore: string | null): Promise<ClaimedRow[]> {
    return this.globalDatabase.query<ClaimedRow>(
      `with due as (
         select id, dispatched_at from outbox
         where finished_at is null
           and due_at <= now() + case when $3::timestamptz is null then 0 else $4::int end * interval '1 ms'
           and (due_at <= now() or (dispatched_at < $3::timestamptz and (locked_until is null or locked_until <= now())))
         order by due_at limit $1 for update skip locked),
       claimed as (
         update outbox o set attempts = o.attempts + 1, dispatched_at = now(), due_at = now() + $2 * interval '1 ms'
         from due where o.id = due.id returning ${CLAIMED}, due.dispatched_at is not null as "wasPublished")
       select * from claimed`,
      [limit, PUBLISHED_GRACE_MS, lostBefore, QUEUED_GRACE_MS],
    );
  }

  /** Releases the claim on rows that still wait in Redis under their previous attempt. */
  async releaseQueued(ids: readonly string[]): Promise<void> {
    await this.globalDatabase.query(
      `update outbox set attempts = attempts - 1, due_at = now() + $2 * interval '1 ms'
       where id = any($1::uuid[]) and finished_at is null and (locked_until is null or locked_until <= now())`,
      [ids, QUEUED_GRACE_MS],
    );
  }

  /** Records that Redis refused the rows, so that they are claimed again soon. */
  async releaseRefused(ids: readonly string[]): Promise<void> {
    await this.globalDatabase.query(
      `update outbox set dispatched_at = null, due_at = now() + $2 * interval '1 ms'
       where id = any($1::uuid[]) and finished_at is null and (locked_until is null or locked_until <= now())`,
      [ids, REFUSED_GRACE_MS],
    );
  }

  /** Takes the lease on the row for one run; null when it is done, waits for its next run, or is leased by another worker. */
  async lease(id: string, token: string): Promise<LeasedRow | null> {
    const rows = await this.globalDatabase.query<LeasedRow>(
      `with leased as (
         update outbox set locked_by = $2, locked_until = now() + $3 * interval '1 ms',
                           due_at = now() + $3 * interval '1 ms'
         where id = $1 and finished_at is null and dispatched_at is not null
           and (locked_until is null or locked_until <= now())
         returning organization_id as "organizationId", queue, name, payload, attempts,
                   (extract(epoch from now() - failing_since) * 1000)::float8 as "failingForMs")
       select * from leased`,
      [id, token, LEASE_MS],
    );
    return rows[0] ?? null;
  }

  /** Renews the lease; false if another worker has it by now. */
  async renew(id: string, token: string): Promise<boolean> {
    const rows = await this.globalDatabase.query<object>(
      `with renewed as (
         update outbox set locked_until = now() + $3 * interval '1 ms', due_at = now() + $3 * interval '1 ms'
         where id = $1 and locked_by = $2 and finished_at is null returning id)
       select id from renewed`,
      [id, token, LEASE_MS],
    );
    return rows.length > 0;
  }

  /** The work is done. */
  async finish(id: string, token: string): Promise<void> {
    await this.globalDatabase.query(
      `update outbox set finished_at = now(), locked_by = null, locked_until = null, last_error = null
       where id = $1 and locked_by = $2 and finished_at is null`,
      [id, token],
    );
  }

  /** The work has failed and has to be retried after a while. */
  async fail(id: string, token: string, delayMs: number, error: string): Promise<void> {
    await this.globalDatabase.query(
      `update outbox set dispatched_at = null, due_at = now() + $3 * interval '1 ms', last_error = $4,
                         locked_by = null, locked_until = null, failing_since = coalesce(failing_since, now())
       where id = $1 and locked_by = $2 and finished_at is null`,
      [id, token, delayMs, error],
    );
  }

  /** The work is given up, with its last error. */
  async giveUp(id: string, token: string, error: string): Promise<void> {
    await this.globalDatabase.query(
      `update outbox set finished_at = now(), locked_by = null, locked_until = null, last_error = $3
       where id = $1 and locked_by = $2 and finished_at is null`,
      [id, token, error],
    );
  }

  /** Gives up work of queues that this version does not have and no other version has done for a week. */
  giveUpUnknown(queues: readonly string[]): Promise<GivenUpRow[]> {
    return this.globalDatabase.query<GivenUpRow>(
      `with ended as (
         update outbox set finished_at = now(), last_error = 'queue-missing'
         where finished_at is null and queue <> all($1::text[]) and created_at < now() - interval '7 days'
         returning id, queue, name)
       select * from ended`,
      [queues],
    );
  }

  /** The work has to run again after a while; `error` is null if nothing failed. */
  async postpone(id: string, token: string, delayMs: number, error: string | null): Promise<void> {
    await this.globalDatabase.query(
      `update outbox set dispatched_at = null, due_at = now() + $3 * interval '1 ms',
                         locked_by = null, locked_until = null, last_error = coalesce($4, last_error),
                         failing_since = null
       where id = $1 and locked_by = $2 and finished_at is null`,
      [id, token, delayMs, error],
    );
  }

  /** Adds a scheduled run, unless it was added before or the previous one is not completed yet. */
  async addScheduledRun(id: string, queue: string, name: string): Promise<boolean> {
    const rows = await this.globalDatabase.query<object>(
      `with added as (
         insert into outbox (id, organization_id, queue, name, payload, due_at)
         select $1, null, $2, $3, '{}', now()
         where not exists (select 1 from outbox where finished_at is null and queue = $2 and name = $3)
         on conflict (id) do nothing returning id)
       select id from added`,
      [id, queue, name],
    );
    return rows.length > 0;
  }

  /** The database's clock, in its own notation. */
  async now(): Promise<string> {
    const rows = await this.globalDatabase.query<{ now: string }>(`select now()::text as now`);
    return rows[0]?.now ?? new Date().toISOString();
  }

  /** Deletes some of the rows that were completed more than a week ago; returns how many. */
  async deleteFinished(limit: number): Promise<number> {
    const rows = await this.globalDatabase.query<object>(
      `with old as (
         select id from outbox where finished_at < now() - interval '7 days'
         order by finished_at limit $1 for update skip locked),
       deleted as (delete from outbox o using old where o.id = old.id returning o.id)
       select id from deleted`,
      [limit],
    );
    return rows.length;
  }
}
