import { KIND_NAMES, OWNED_KINDS, type OwnedKind } from '../../shared/record-kinds';
import { Check } from '../../ui/form/Choices';

interface RecordTypesProps {
  readonly kinds: readonly OwnedKind[];
  readonly onChange: (kinds: readonly OwnedKind[]) => void;
}

/** Which types of records are reassigned. */
export function RecordTypes({ kinds, onChange }: RecordTypesProps) {
  return (
    <fieldset className="stack stack--tight">
      <legend className="field__label">Record types</legend>
      <div className="row kinds">
        {OWNED_KINDS.map((kind) => (
          <Check
            key={kind}
            isSelected={kinds.includes(kind)}
            onChange={(isSelected) => {
              // In the order of the table, not in that of the clicks.
              onChange(OWNED_KINDS.filter((one) => (one === kind ? isSelected : kinds.includes(one))));
            }}
          >
            {KIND_NAMES[kind]}
          </Check>
        ))}
      </div>
    </fieldset>
  );
}
