import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';

/** The roles and what they may do. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  staleTime: Infinity,
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/roles', { signal })),
});
