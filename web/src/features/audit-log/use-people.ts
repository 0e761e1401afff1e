import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useOrganizationId } from '../../shared/use-organization';
import type { NamedSuggestion, TypedFilter } from './SuggestionFilter';
import { peopleQuery } from './queries';

interface People {
  readonly people: readonly NamedSuggestion[];
  readonly isPending: boolean;
}

/** The current and former members to suggest. */
export function usePeople({ typed, q }: TypedFilter): People {
  const { data = [], isPending } = useQuery({
    ...peopleQuery(useOrganizationId(), q),
    placeholderData: keepPreviousData,
    enabled: typed !== null,
  });
  return { people: data.map(({ id, name, email }) => ({ id, name, label: `${name} (${email})` })), isPending };
}
