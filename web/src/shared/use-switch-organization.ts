import { useNavigate } from '@tanstack/react-router';
import { api, unwrap } from '../api/client';
import { queryClient } from '../api/query-client';
import { hideToasts } from '../ui/toast-store';
import { meQuery } from './organization-queries';

/** Switches to an organization. The URL changes at once; the service stores it for the next sign-in, and a failure changes nothing. */
export function useSwitchOrganization(): (organizationId: string) => void {
  const navigate = useNavigate();
  return (organizationId) => {
    hideToasts();
    void navigate({ to: '/o/$organizationId', params: { organizationId } });
    void unwrap(api.PUT('/api/v1/me/active-organization', { body: { organizationId } })).then(
      (me) => queryClient.setQueryData(meQuery.queryKey, me),
      () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
    );
  };
}
