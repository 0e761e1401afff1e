import { api, unwrap, type Organization, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { meQuery, organizationQuery } from '../../shared/organization-queries';

/** Saves with the version that was read: if another person has changed it meanwhile, the service refuses. */
export function saveSettings(organizationId: string, etag: string, changes: Schemas['ChangeOrganizationDto']) {
  return unwrap(
    api.PATCH('/api/v1/organizations/{organizationId}', {
      params: { path: { organizationId }, header: { 'If-Match': etag } },
      body: changes,
    }),
  );
}

/** Reloads the settings wherever they are shown: the selector has name and logo, too. */
export async function refreshSettings({ id }: Pick<Organization, 'id'>): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: organizationQuery(id).queryKey }),
    queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  ]);
}
