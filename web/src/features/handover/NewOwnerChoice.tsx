import { useState } from 'react';
import { Button } from '../../ui/parts/Button';
import { NewOwnerField } from './NewOwnerField';
import type { NewOwner } from './handover';

interface NewOwnerChoiceProps {
  /** The previous owners. */
  readonly except: readonly string[];
  readonly newOwner: NewOwner | null;
  readonly onChange: (newOwner: NewOwner | null) => void;
}

export function NewOwnerChoice({ except, newOwner, onChange }: NewOwnerChoiceProps) {
  const [isChanging, setIsChanging] = useState(false);
  if (!newOwner) return <NewOwnerField label="New owner" except={except} autoFocus={isChanging} onChoose={onChange} />;
  return (
    <div className="field">
      <span className="field__label">New owner</span>
      <div className="row row--apart">
        <span className="truncate">{newOwner.name}</span>
        {/* It replaces the field that had the focus. */}
        <Button
          size="small"
          autoFocus
          aria-label={`Change the new owner, currently ${newOwner.name}`}
          onPress={() => {
            setIsChanging(true);
            onChange(null);
          }}
        >
          Change
        </Button>
      </div>
    </div>
  );
}
