import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Schemas } from '../../api/client';
import { meQuery, permissionsQuery } from '../../shared/organization-queries';

export type Permission = Schemas['GrantDto']['permission'];
type Me = Schemas['MeDto'];

/** Who uses the console, and what they may do. */
export interface Reader {
  readonly me: Me;
  /** The organization of the page, otherwise the one that was used last; null: they have none. */
  readonly organizationId: string | null;
  /** Whether the page is one of that organization. */
  readonly isInOrganization: boolean;
  readonly may: (permission: Permission) => boolean;
}

export function useReader(): Reader {
  const { data: me } = useSuspenseQuery(meQuery);
  const { organizationId: shown } = useParams({ strict: false });
  const organizationId = shown ?? me.activeOrganizationId;
  const { data } = useQuery({
    ...permissionsQuery(organizationId ?? ''),
    enabled: organizationId !== null,
    // Not 'static': then a change of the role would not be read by any other part of the page, either.
    staleTime: Infinity,
  });
  const granted = new Set(data?.permissions.map(({ permission }) => permission));
  return { me, organizationId, isInOrganization: shown !== undefined, may: (permission) => granted.has(permission) };
}
