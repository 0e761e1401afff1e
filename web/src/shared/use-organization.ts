import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Organization, Schemas } from '../api/client';
import { organizationQuery, permissionsQuery } from './organization-queries';

export type Permission = Schemas['GrantDto']['permission'];

const route = getRouteApi('/signed-in/o/$organizationId');

/** The id in the URL, so that two tabs can show two organizations. */
export function useOrganizationId(): string {
  return route.useParams().organizationId;
}

export function useOrganization(): Organization & { readonly etag: string } {
  return useSuspenseQuery(organizationQuery(useOrganizationId())).data;
}

/** The person's permissions in the organization of the URL. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSuspenseQuery(permissionsQuery(useOrganizationId())).data;
  const granted = new Set(permissions.map(({ permission }) => permission));
  return (permission) => granted.has(permission);
}

/** Whether a permission covers all records or only the person's own; null: the role does not include it. */
export function useScope(permission: Permission): 'all' | 'own' | null {
  const { permissions } = useSuspenseQuery(permissionsQuery(useOrganizationId())).data;
  return permissions.find((grant) => grant.permission === permission)?.scope ?? null;
}
