import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, unwrap } from '../../api/client';
import { organizationKey } from '../../api/query-client';
import { useDebounced } from '../../ui/form/use-debounced';
import type { Command } from './use-commands';
import type { Reader } from './use-reader';

/** So many people are listed; others are found by typing more. */
const LISTED = 6;

/** The members whom the typed text finds. */
export function usePeople(typed: string, { organizationId }: Reader): readonly Command[] {
  const navigate = useNavigate();
  const q = useDebounced(typed.trim());
  const { data } = useQuery({
    queryKey: organizationKey(organizationId ?? '', 'members', 'menu', q),
    enabled: organizationId !== null && q !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const call = api.GET('/api/v1/organizations/{organizationId}/members', {
        params: { path: { organizationId: organizationId ?? '' }, query: { q, limit: LISTED } },
        signal,
      });
      return (await unwrap(call)).data;
    },
  });
  if (organizationId === null || typed.trim() === '') return [];
  return (data ?? []).map(({ id, name, email }) => ({
    id: `person:${id}`,
    section: 'People',
    label: name,
    hint: email,
    icon: null,
    run: () => {
      const to = '/o/$organizationId/settings/members';
      void navigate({ to, params: { organizationId }, search: { person: id } });
    },
  }));
}
