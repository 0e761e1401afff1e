import { READ_IN_INDEX_ORDER } from '../../platform/database/index-order.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { DueSchedule } from '../../platform/jobs/index.js';
import { instantOf } from '../../platform/time/local-time.js';

/** The runs of the job for an organization's campaigns. */
export const CAMPAIGN_WORK = new DueSchedule('campaign');

/** A campaign that the job has made active. */
export interface DueCampaign {
  readonly id: string;
  readonly name: string;
}

/**
 * Makes sure that the job runs for the organization when a campaign is due, also when the campaign of an earlier run was
 * postponed: that run schedules the next one.
 */
export async function scheduleActivation(tx: TenantTransaction, at: string): Promise<void> {
  tx.locks.assertOrder('schedule');
  await CAMPAIGN_WORK.runBy(tx, { at });
}

/**
 * Makes at most this many due campaigns active. They are locked in the same order as every batch of records. Each is found by
 * its key, whatever the planner believes: a range from its ID to its ID needs an order, which only the primary key has, and
 * `on conflict` writes by the primary key. Nothing is inserted, because the rows exist and are locked.
 */
export async function activateDueCampaigns(tx: TenantTransaction, limit: number): Promise<DueCampaign[]> {
  tx.locks.assertOrder('parent-record');
  await tx.query(READ_IN_INDEX_ORDER);
  return tx.query<DueCampaign>(
    `with due as materialized (
       select id, created_at from campaign where organization_id = $1 and activates_at <= statement_timestamp()
       order by activates_at, id limit $2
     ), held as materialized (
       select held.* from (select id from due order by created_at, id) due cross join lateral (
         select c.id, c.name, c.status from campaign c
         where c.organization_id = $1 and c.id >= due.id and c.id <= due.id and c.activates_at <= statement_timestamp()
         order by c.organization_id, c.id limit 1 for no key update
       ) held
     ), activated as (
       insert into campaign as c (organization_id, id, name, status) select $1, id, name, status from held
       on conflict (organization_id, id) do update
       set status = 'active', activates_at = null, version = c.version + 1, updated_at = excluded.updated_at
       returning c.id, c.name
     )
     select id, name from activated`,
    [tx.organizationId, limit],
  );
}

/** Schedules the job's next run for the organization's next campaign. */
export async function scheduleNextActivation(tx: TenantTransaction): Promise<void> {
  tx.locks.assertOrder('schedule');
  await CAMPAIGN_WORK.reschedule(tx, async () => {
    const { next } = await tx.one<{ next: string | null }>(
      'select min(activates_at) as next from campaign where organization_id = $1 and activates_at is not null',
      [tx.organizationId],
    );
    return next;
  });
}

/**
 * Postpones the next run by an hour, because nothing may happen in the organization now. Restoring the organization
 * schedules a run.
 */
export async function postponeActivation(tx: TenantTransaction): Promise<void> {
  await CAMPAIGN_WORK.postpone(tx, '1 hour');
}

/** Moves future schedules to the same local time in the organization's new timezone. */
export async function moveSchedules(tx: TenantTransaction, timezone: string): Promise<void> {
  tx.locks.assertOrder('parent-record');
  const campaigns = await tx.query<{ id: string; scheduled_for: string; scheduled_at: string }>(
    `select id, scheduled_for, scheduled_at from campaign
     where organization_id = $1 and (activates_at is not null or scheduled_at > clock_timestamp())
     order by created_at, id for no key update`,
    [tx.organizationId],
  );
  const moved = campaigns.flatMap(({ id, scheduled_for: local, scheduled_at: before }) => {
    const at = instantOf(local, timezone)?.toISOString();
    return at === undefined || at === before ? [] : [{ id, at }];
  });
  if (moved.length === 0) return;
  const [next] = await tx.query<{ at: string | null }>(
    `with moved as (
       update campaign c
       set scheduled_at = m.at, activates_at = case when c.activates_at is not null then m.at end,
           version = c.version + 1, updated_at = statement_timestamp()
       from unnest($2::uuid[], $3::timestamptz[]) m (id, at)
       where c.organization_id = $1 and c.id = m.id
       returning c.activates_at
     )
     select min(activates_at) as at from moved`,
    [tx.organizationId, moved.map(({ id }) => id), moved.map(({ at }) => at)],
  );
  if (next?.at) await scheduleActivation(tx, next.at);
}
