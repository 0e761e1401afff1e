import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Organization, Schemas } from '../api/client';
import { organizationQuery, permissionsQuery } from './organization-queries';

export type Permission = Schemas['GrantDto']['permission'];

const route = getRouteApi('/signed-in/o/$organizationId');

/** The id in the address: two tabs in two organizations never meet. */
export function useOrganizationId(): string {
  return route.useParams().organizationId;
}

export function useOrganization(): Organization & { readonly etag: string } {
  return useSuspenseQuery(organizationQuery(useOrganizationId())).data;
}

/** What the person may do in the organization of the address. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSuspenseQuery(permissionsQuery(useOrganizationId())).data;
  const locked = new Set(permissions.map(({ permission }) => permission));
  return (permission) => locked.has(permission);
}

/** Whether a permission reaches over everybody's or one's own alone; null: it is not held. */
export function useScope(permission: Permission): 'all' | 'own' | null {
  const { permissions } = useSuspenseQuery(permissionsQuery(useOrganizationId())).data;
  return permissions.find((grant) => grant.permission === permission)?.scope ?? null;
}
