import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';

/**
 * Writes when keys were last used; other ids are ignored. In the order of ids, like every lock of several rows; keys that others have
 * locked are left out.
 *
 * @param times RFC 3339 by id
 */
export function recordKeyUse(tx: TenantTransaction, times: Readonly<Record<string, string>>): void {
  tx.executeDeferred(
    `update api_key k set last_used_at = greatest(k.last_used_at, seen.at)
     from (select id from api_key where organization_id = $1 and id = any ($2::uuid[])
           order by id for no key update skip locked) free
     join unnest($2::uuid[], $3::timestamptz[]) seen (id, at) on seen.id = free.id
     where k.organization_id = $1 and k.id = free.id`,
    [tx.organizationId, Object.keys(times), Object.values(times)],
  );
}
