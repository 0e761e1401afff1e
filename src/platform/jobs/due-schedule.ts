import type { TenantTransaction } from '../database/tenant-transaction.js';

/** A time, or how long after now by the clock of the database, as Postgres writes an interval. */
export type DueTime = { readonly at: Date | string } | { readonly after: string };

/**
 * When one kind of scheduled work runs next for an organization: its row of `due_work`, which `DueWork` reads. Without a row
 * it does not run.
 */
export class DueSchedule {
  /** @param kind the name of the work in `due_work` */
  constructor(readonly kind: string) {}

  /** Makes sure that the work runs then or earlier. A run that is scheduled earlier stays: it schedules the next one itself. */
  async runBy(tx: TenantTransaction, time: DueTime): Promise<void> {
    const [at, after] = 'at' in time ? [time.at, null] : [null, time.after];
    await tx.query(
      `insert into due_work (organization_id, kind, due_at)
       values ($1, $2, coalesce($3::timestamptz, clock_timestamp() + $4::interval))
       on conflict (organization_id, kind) do update set due_at = least(due_work.due_at, excluded.due_at)`,
      [tx.organizationId, this.kind, at, after],
    );
  }

  /** Replaces the time of the next run. */
  async runAt(tx: TenantTransaction, at: Date | string): Promise<void> {
    await tx.query(
      `insert into due_work (organization_id, kind, due_at) values ($1, $2, $3)
       on conflict (organization_id, kind) do update set due_at = excluded.due_at`,
      [tx.organizationId, this.kind, at],
    );
  }

  /** When the work runs next; null: it does not. No other transaction schedules it until this one ends. */
  async lock(tx: TenantTransaction): Promise<Date | null> {
    const [row] = await tx.query<{ due_at: string }>(
      'select due_at from due_work where organization_id = $1 and kind = $2 for update',
      [tx.organizationId, this.kind],
    );
    return row ? new Date(row.due_at) : null;
  }

  /**
   * Schedules the next run of work that has just run. A concurrent transaction that schedules a run waits for this one, or this
   * one waits for it: the row is locked before `next` reads what is left to do.
   *
   * @param next reads when the rest is due; null: nothing is left
   */
  async reschedule(tx: TenantTransaction, next: () => Promise<Date | string | null>): Promise<void> {
    await this.lock(tx);
    const at = await next();
    if (at === null) await this.cancel(tx);
    else {
      await tx.query('update due_work set due_at = $3 where organization_id = $1 and kind = $2', [
        tx.organizationId,
        this.kind,
        at,
      ]);
    }
  }

  /** Postpones a run that must not happen now. */
  async postpone(tx: TenantTransaction, after: string): Promise<void> {
    await tx.query(
      `update due_work set due_at = clock_timestamp() + $3::interval where organization_id = $1 and kind = $2`,
      [tx.organizationId, this.kind, after],
    );
  }

  async cancel(tx: TenantTransaction): Promise<void> {
    await tx.query('delete from due_work where organization_id = $1 and kind = $2', [tx.organizationId, this.kind]);
  }
}
