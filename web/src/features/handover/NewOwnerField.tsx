import { useEffect, useRef, useState } from 'react';
import { ComboBox, Label, Text } from 'react-aria-components';
import { ComboInput } from '../../ui/form/ComboInput';
import { ComboSuggestions, type Suggestion } from '../../ui/form/ComboSuggestions';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import type { NewOwner } from './handover';
import { useCandidates, type Candidate } from './use-candidates';

interface NewOwnerFieldProps {
  readonly label: string;
  /** Members who cannot be chosen: the previous owner, and those chosen already. */
  readonly except: readonly string[];
  readonly autoFocus?: boolean;
  readonly onChoose: (newOwner: NewOwner) => void;
}

/** Selects a member by a search of the service, since there may be many. */
export function NewOwnerField({ label, except, autoFocus = false, onChoose }: NewOwnerFieldProps) {
  const [typed, setTyped] = useState('');
  const { candidates, isMore, isPending, query } = useCandidates(typed, except);
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // It appears below the choice that was made, where the buttons of the dialog may be.
    field.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <ComboBox
      ref={field}
      className="field"
      autoFocus={autoFocus}
      allowsEmptyCollection
      items={candidates.map(toSuggestion)}
      inputValue={typed}
      onInputChange={setTyped}
      value={null}
      onChange={(key) => {
        // The field was left without a choice: the search text is cleared.
        if (key === null) setTyped('');
        const chosen = candidates.find(({ membershipId }) => membershipId === key);
        if (chosen) onChoose({ membershipId: chosen.membershipId, name: chosen.name });
      }}
    >
      <Label className="field__label">{label}</Label>
      <ComboInput placeholder="Search by name or email" isSearch />
      <QueryFailed query={query} />
      {isMore && (
        <Text slot="description" className="field__hint">
          Showing the first {candidates.length}. Keep typing to narrow the list.
        </Text>
      )}
      <ComboSuggestions empty={isPending ? 'Searching…' : 'No members match.'} />
    </ComboBox>
  );
}

function toSuggestion({ membershipId, name, email }: Candidate): Suggestion {
  return { id: membershipId, label: `${name} (${email})` };
}
