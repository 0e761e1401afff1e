import { organizationKey, queryClient } from '../api/query-client';
import { meQuery } from './organization-queries';

/** Reloads the members, the invitations and the seats. */
export async function refreshMembers(organizationId: string): Promise<void> {
  await Promise.all(
    ['members', 'invitations', 'seats'].map((part) =>
      queryClient.invalidateQueries({ queryKey: organizationKey(organizationId, part) }),
    ),
  );
}

/** Reloads everything about the organization, and the person with their role and plan in each organization. */
export async function refreshOrganization(organizationId: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: organizationKey(organizationId) }),
    queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  ]);
}
