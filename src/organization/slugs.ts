import type { TenantTransaction } from '../platform/database/tenant-transaction.js';

/** Reserves a slug for the organization, in addition to those that it has; false when another organization has it. */
export async function reserveSlug(tx: TenantTransaction, slug: string): Promise<boolean> {
  const reserved = await tx.query(
    `insert into organization_slug (slug, organization_id) values ($1, $2)
     on conflict (slug) do update set slug = excluded.slug where organization_slug.organization_id = $2
     returning 1`,
    [slug, tx.organizationId],
  );
  return reserved.length > 0;
}
