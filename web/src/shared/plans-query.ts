import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';

/** The plans, smallest first; they are the same for every organization. */
export const plansQuery = queryOptions({
  queryKey: ['plans'],
  staleTime: Infinity,
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/plans', { signal })),
});
