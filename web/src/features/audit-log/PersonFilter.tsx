import { useMemberNames } from '../../shared/use-member-names';
import { SuggestionFilter, useTypedFilter } from './SuggestionFilter';
import { usePeople } from './use-people';

interface PersonFilterProps {
  /** The membership whose events are shown. */
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
}

/** Selects a current or former member by a search of the service. */
export function PersonFilter({ value, onChange }: PersonFilterProps) {
  const filter = useTypedFilter();
  const { people, isPending } = usePeople(filter);
  return (
    <SuggestionFilter
      label="Person"
      placeholder="Anyone"
      filter={filter}
      suggestions={people}
      empty={isPending ? 'Searching…' : 'No members match.'}
      value={value}
      chosen={useMemberNames(value === undefined ? [] : [value]).get(value ?? '') ?? ''}
      onChange={onChange}
    />
  );
}
