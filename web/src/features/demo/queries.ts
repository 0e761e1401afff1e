import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { identityProvider } from '../../session/identity-provider';

/** Whether there is demo data, or it can be created. Not asked with a real identity provider, which has none. */
export const demoQuery = queryOptions({
  queryKey: ['demo'],
  enabled: identityProvider() === 'local',
  // In production the call does not exist; then nothing is shown.
  retry: false,
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/demo', { signal })),
});
