import { useState } from 'react';
import { ComboBox, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { ComboInput } from '../../ui/ComboInput';
import { QueryFailed } from '../../ui/LoadFailed';
import type { NewOwner } from './handover';
import { useCandidates, type Candidate } from './use-candidates';

interface NewOwnerFieldProps {
  readonly label: string;
  /** Who may not be chosen: the previous owner, and those who are chosen already. */
  readonly except: readonly string[];
  readonly autoFocus?: boolean;
  readonly onChoose: (newOwner: NewOwner) => void;
}

/** One member of any number, found by typing: the service searches. */
export function NewOwnerField({ label, except, autoFocus = false, onChoose }: NewOwnerFieldProps) {
  const [typed, setTyped] = useState('');
  const { candidates, isMore, isPending, query } = useCandidates(typed, except);
  return (
    <ComboBox
      className="field"
      autoFocus={autoFocus}
      allowsEmptyCollection
      items={candidates.map((candidate) => ({ ...candidate, id: candidate.membershipId }))}
      inputValue={typed}
      onInputChange={setTyped}
      value={null}
      onChange={(key) => {
        // Left without a choice: what was typed was a search alone.
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
      <Popover className="popover popover--field">
        <ListBox
          className="menu"
          renderEmptyState={() => <p className="menu__item quiet">{isPending ? 'Searching…' : 'No members match.'}</p>}
        >
          {({ id, name, email }: Candidate & { id: string }) => (
            <ListBoxItem id={id} className="menu__item" textValue={`${name} (${email})`}>
              {name} ({email})
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
