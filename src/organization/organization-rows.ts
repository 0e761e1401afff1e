import type { TenantTransaction } from '../platform/database/tenant-transaction.js';

/** Null only for a deleted organization. At the commit the database requires that this active membership has the role owner. */
export async function setOwner(tx: TenantTransaction, ownerId: string | null): Promise<void> {
  tx.locks.requireExclusiveAccess();
  await tx.query('update organization set owner_membership_id = $2 where organization_id = $1', [
    tx.organizationId,
    ownerId,
  ]);
}

export async function markDeleted(tx: TenantTransaction): Promise<void> {
  tx.locks.requireExclusiveAccess();
  await tx.query(
    `update organization set deleted_at = statement_timestamp(), version = version + 1
     where organization_id = $1 and deleted_at is null`,
    [tx.organizationId],
  );
}

export async function markRestored(tx: TenantTransaction): Promise<void> {
  tx.locks.requireExclusiveAccess();
  await tx.query('update organization set deleted_at = null, version = version + 1 where organization_id = $1', [
    tx.organizationId,
  ]);
}
