import type { Actor } from '../audit/audit-log.js';
import type { Role } from './permissions.policy.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { scopeOf, scopeOfKey, type Permission } from './permissions.policy.js';

/** Why a job must not continue on behalf of the member or API key that requested it. */
export type RequesterRefusal = 'organization-deleted' | 'member-may-not' | 'key-may-not';

interface RequesterRow {
  readonly deleted: boolean;
  readonly member_role: Role | null;
  readonly key_role: Role | null;
}

const REQUESTER = `
  select o.deleted_at is not null as deleted,
         (select m.role from membership m join user_account u on u.user_id = m.user_id and u.deleted_at is null
          where m.organization_id = $1 and m.id = $2 and m.status = 'active') as member_role,
         (select k.role from api_key k
          where k.organization_id = $1 and k.id = $2 and k.revoked_at is null
            and (k.expires_at is null or k.expires_at > clock_timestamp())) as key_role
  from organization o where o.organization_id = $1`;

/**
 * Checks again, in a job's transaction, whether the member or API key that requested the work still may do it: after a
 * removal, a demotion or a revocation, nothing of theirs takes effect. Null: they may. The answer stays true until the commit,
 * since the access lock is held.
 */
export async function refusalOfRequester(
  tx: TenantTransaction,
  { kind, id }: Pick<Actor, 'kind' | 'id'>,
  permission: Permission,
): Promise<RequesterRefusal | null> {
  const [row] = await tx.query<RequesterRow>(REQUESTER, [tx.organizationId, id]);
  if (row?.deleted !== false) return 'organization-deleted';
  if (kind === 'member')
    return row.member_role && scopeOf(row.member_role, permission) === 'all' ? null : 'member-may-not';
  if (kind === 'api_key') return row.key_role && scopeOfKey(row.key_role, permission) === 'all' ? null : 'key-may-not';
  return null;
}
