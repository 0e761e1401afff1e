import { queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Organization, type Schemas } from '../../api/client';
import { organizationKey, queryClient } from '../../api/query-client';
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

const EMAIL_PREFERENCES = '/api/v1/organizations/{organizationId}/email-preferences';

/** Which recurring emails the person gets. */
export function emailPreferencesQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'email-preferences'),
    queryFn: ({ signal }) => unwrap(api.GET(EMAIL_PREFERENCES, { params: { path: { organizationId } }, signal })),
  });
}

export function changeEmailPreferences(organizationId: string, monthlyReport: boolean) {
  return unwrap(api.PUT(EMAIL_PREFERENCES, { params: { path: { organizationId } }, body: { monthlyReport } }));
}
