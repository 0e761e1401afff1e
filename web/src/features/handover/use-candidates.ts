import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap, type Member } from '../../api/client';
import { organizationKey } from '../../api/query-client';
import { useOrganizationId } from '../../shared/use-organization';
import { useDebounced } from '../../ui/use-debounced';
import type { NewOwner } from './handover';

/** Who may own records: every role but viewer. */
const OWNERS = ['owner', 'admin', 'member'] as const;
/** So many are offered at once; others are found by typing. */
const OFFERED = 100;

/** Somebody who could take over, with the address that tells namesakes apart. */
export interface Candidate extends NewOwner {
  readonly email: string;
}

/** The first who could take over, by name; with `q` those whose name or address holds it. */
function candidatesQuery(organizationId: string, q: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'members', 'candidates', q),
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { data, nextCursor } = await unwrap(
        api.GET('/api/v1/organizations/{organizationId}/members', {
          params: {
            path: { organizationId },
            query: { role: [...OWNERS], limit: OFFERED, ...(q === '' ? {} : { q }) },
          },
          signal,
        }),
      );
      return { candidates: data.map(toCandidate), isMore: nextCursor !== null };
    },
  });
}

/** Who could take over, as far as they fit what was typed; `isMore`: others do as well, and typing more finds them. */
export function useCandidates(typed: string, except: readonly string[]) {
  const q = typed.trim();
  const debounced = useDebounced(q);
  const query = useQuery(candidatesQuery(useOrganizationId(), debounced));
  const { data, isPlaceholderData } = query;
  // Until the service has answered, those that are known already.
  const isBehind = isPlaceholderData || debounced !== q;
  const candidates = (data?.candidates ?? [])
    .filter(({ membershipId }) => !except.includes(membershipId))
    .filter((candidate) => !isBehind || matches(candidate, q));
  return { candidates, isMore: data?.isMore ?? false, isPending: data === undefined || isBehind, query };
}

function matches({ name, email }: Candidate, q: string): boolean {
  return [name, email].some((text) => text.toLowerCase().includes(q.toLowerCase()));
}

function toCandidate({ id, name, email }: Member): Candidate {
  return { membershipId: id, name, email };
}
