import { useNavigate } from '@tanstack/react-router';
import { api, unwrap } from '../api/client';
import { queryClient } from '../api/query-client';
import { hideToasts } from '../ui/feedback/toast-store';
import { meQuery } from './organization-queries';

interface SwitchOptions {
  /** Opens the page that is shown now, for the other organization; without its filters, which may name people of this one. */
  readonly keepPage: boolean;
}

/** Switches to an organization. The URL changes at once; the service stores it for the next sign-in, and a failure changes nothing. */
export function useSwitchOrganization(): (organizationId: string, options?: SwitchOptions) => void {
  const navigate = useNavigate();
  return (organizationId, { keepPage } = { keepPage: false }) => {
    hideToasts();
    const params = { organizationId };
    void navigate(keepPage ? { to: '.', params, search: {} } : { to: '/o/$organizationId', params });
    void unwrap(api.PUT('/api/v1/me/active-organization', { body: { organizationId } })).then(
      (me) => queryClient.setQueryData(meQuery.queryKey, me),
      () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
    );
  };
}
