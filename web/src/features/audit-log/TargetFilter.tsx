import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemberNames } from '../../shared/use-member-names';
import { useOrganization } from '../../shared/use-organization';
import { SuggestionFilter, useTypedFilter, type NamedSuggestion } from './SuggestionFilter';
import { keysQuery, targetQuery } from './queries';
import { usePeople } from './use-people';

interface TargetFilterProps {
  /** The ID of what the events are about. */
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
}

/** Selects what was changed: the organization, a member or an API key. Others are chosen in the details of an event. */
export function TargetFilter({ value, onChange }: TargetFilterProps) {
  const { id, name } = useOrganization();
  const filter = useTypedFilter();
  const { people, isPending } = usePeople(filter);
  const { data: keys = [] } = useQuery({
    ...keysQuery(id, filter.q),
    placeholderData: keepPreviousData,
    enabled: filter.typed !== null,
  });
  const organization: NamedSuggestion = { id, name, label: `${name} (organization)` };
  return (
    <SuggestionFilter
      label="About"
      placeholder="Anything"
      filter={filter}
      suggestions={[
        ...(organization.label.toLowerCase().includes(filter.q.toLowerCase()) ? [organization] : []),
        ...people,
        ...keys.map((key) => ({ id: key.id, name: key.name, label: `${key.name} (API key)` })),
      ]}
      empty={isPending ? 'Searching…' : 'Nothing matches.'}
      value={value}
      chosen={useTargetName(value)}
      onChange={onChange}
    />
  );
}

/** The name of a target as its latest event has it; that of a member who is in no event is looked up. */
function useTargetName(targetId: string | undefined): string {
  const { id, name } = useOrganization();
  const isOther = targetId !== undefined && targetId !== id;
  const { data: target } = useQuery({ ...targetQuery(id, targetId ?? ''), enabled: isOther });
  const names = useMemberNames(isOther && target === null ? [targetId] : []);
  if (targetId === id) return name;
  // The name of a reassignment is the ID of the previous owner.
  if (target?.kind === 'reassignment') return 'Reassignment';
  return target?.name ?? names.get(targetId ?? '') ?? '';
}
