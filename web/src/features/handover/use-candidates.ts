import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap, type Member } from '../../api/client';
import { organizationKey } from '../../api/query-client';
import { useOrganizationId } from '../../shared/use-organization';
import { useDebounced } from '../../ui/form/use-debounced';
import type { NewOwner } from './handover';

/** The roles that can own records: all but viewer. */
const OWNERS = ['owner', 'admin', 'member'] as const;
/** So many are listed at once; others are found by typing. */
const LISTED = 100;

/** A member who can become the owner, with the address that distinguishes equal names. */
export interface Candidate extends NewOwner {
  readonly email: string;
}

/** The first possible new owners by name; with `q` those whose name or address contains it. */
function candidatesQuery(organizationId: string, q: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'members', 'candidates', q),
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { data, nextCursor } = await unwrap(
        api.GET('/api/v1/organizations/{organizationId}/members', {
          params: {
            path: { organizationId },
            query: { role: [...OWNERS], limit: LISTED, ...(q === '' ? {} : { q }) },
          },
          signal,
        }),
      );
      return { candidates: data.map(toCandidate), isMore: nextCursor !== null };
    },
  });
}

/** The possible new owners that match the typed text; `isMore`: there are others, which more text finds. */
export function useCandidates(typed: string, except: readonly string[]) {
  const q = typed.trim();
  const debounced = useDebounced(q);
  const query = useQuery(candidatesQuery(useOrganizationId(), debounced));
  const { data, isPlaceholderData } = query;
  // Until the service has responded, the members that are known already are filtered here.
  const isOutdated = isPlaceholderData || debounced !== q;
  const candidates = (data?.candidates ?? [])
    .filter(({ membershipId }) => !except.includes(membershipId))
    .filter((candidate) => !isOutdated || matches(candidate, q));
  return { candidates, isMore: data?.isMore ?? false, isPending: data === undefined || isOutdated, query };
}

function matches({ name, email }: Candidate, q: string): boolean {
  return [name, email].some((text) => text.toLowerCase().includes(q.toLowerCase()));
}

function toCandidate({ id, name, email }: Member): Candidate {
  return { membershipId: id, name, email };
}
