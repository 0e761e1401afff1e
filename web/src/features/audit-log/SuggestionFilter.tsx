import { useState, type Dispatch, type SetStateAction } from 'react';
import { ComboBox, Label } from 'react-aria-components';
import { ComboInput } from '../../ui/form/ComboInput';
import { ComboSuggestions, type Suggestion } from '../../ui/form/ComboSuggestions';
import { useDebounced } from '../../ui/form/use-debounced';

/** What is typed into a filter whose suggestions come from the service. */
export interface TypedFilter {
  /** Null while the field does not have the focus: then it shows what is chosen. */
  readonly typed: string | null;
  readonly setTyped: Dispatch<SetStateAction<string | null>>;
  /** What to search for, once there is a pause. */
  readonly q: string;
}

export function useTypedFilter(): TypedFilter {
  const [typed, setTyped] = useState<string | null>(null);
  return { typed, setTyped, q: useDebounced(typed?.trim() ?? '') };
}

export interface NamedSuggestion extends Suggestion {
  /** What the field shows once it is chosen. */
  readonly name: string;
}

interface SuggestionFilterProps {
  readonly label: string;
  /** Shown while nothing is chosen. */
  readonly placeholder: string;
  readonly filter: TypedFilter;
  readonly suggestions: readonly NamedSuggestion[];
  /** Shown where nothing is suggested. */
  readonly empty: string;
  /** The ID of what is chosen. */
  readonly value: string | undefined;
  /** Its name; empty while that is loading. */
  readonly chosen: string;
  readonly onChange: (id: string) => void;
}

/** A filter whose value is found by typing. */
export function SuggestionFilter(props: SuggestionFilterProps) {
  const { label, placeholder, filter, suggestions, empty, value, chosen, onChange } = props;
  const { typed, setTyped } = filter;
  return (
    <ComboBox
      className="field"
      allowsEmptyCollection
      items={suggestions}
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
        const suggestion = suggestions.find(({ id }) => id === key);
        if (!suggestion || key === value) return;
        setTyped(suggestion.name);
        onChange(suggestion.id);
      }}
    >
      <Label className="field__label">{label}</Label>
      <ComboInput placeholder={placeholder} isSearch />
      <ComboSuggestions empty={empty} />
    </ComboBox>
  );
}
