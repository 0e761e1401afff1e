import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ComboBox, Label } from 'react-aria-components';
import { useMemberNames } from '../../shared/use-member-names';
import { useOrganizationId } from '../../shared/use-organization';
import { ComboInput } from '../../ui/form/ComboInput';
import { ComboSuggestions } from '../../ui/form/ComboSuggestions';
import { useDebounced } from '../../ui/form/use-debounced';
import { peopleQuery } from './queries';

interface PersonFilterProps {
  /** The membership whose events are shown. */
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
}

/** Selects a current or former member by a search of the service. */
export function PersonFilter({ value, onChange }: PersonFilterProps) {
  // Null while the field does not have the focus: then it shows the name of the chosen person.
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = useMemberNames(value === undefined ? [] : [value]).get(value ?? '') ?? '';
  const q = useDebounced(typed?.trim() ?? '');
  const { data: people, isPending } = useQuery({
    ...peopleQuery(useOrganizationId(), q),
    placeholderData: keepPreviousData,
    enabled: typed !== null,
  });
  return (
    <ComboBox
      className="field"
      allowsEmptyCollection
      items={(people ?? []).map(({ id, name, email }) => ({ id, label: `${name} (${email})` }))}
      inputValue={typed ?? chosen}
      onInputChange={(text) => {
        setTyped((before) => (before === null ? null : text));
      }}
      onFocus={() => {
        setTyped(chosen);
      }}
      onBlur={() => {
        setTyped(null);
      }}
      value={value ?? null}
      onChange={(key) => {
        if (key !== null && key !== value) onChange(String(key));
      }}
    >
      <Label className="field__label">Person</Label>
      <ComboInput placeholder="Anyone" isSearch />
      <ComboSuggestions empty={isPending ? 'Searching…' : 'No members match.'} />
    </ComboBox>
  );
}
