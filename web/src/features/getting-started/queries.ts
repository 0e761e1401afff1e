import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { organizationKey } from '../../api/query-client';

/** Whether the organization has a deal or a lead. */
export function hasRecordsQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'has-records'),
    queryFn: async ({ signal }) => {
      const params = { path: { organizationId }, query: { limit: 1 } };
      const [deals, leads] = await Promise.all([
        unwrap(api.GET('/api/v1/organizations/{organizationId}/deals', { params, signal })),
        unwrap(api.GET('/api/v1/organizations/{organizationId}/leads', { params, signal })),
      ]);
      return deals.data.length + leads.data.length > 0;
    },
  });
}
