import { SelectBox } from './SelectBox';

interface SelectCellProps {
  /** What the row shows. */
  readonly name: string;
  /** A row that nothing can be done with has no checkbox. */
  readonly canBeSelected?: boolean;
  readonly id: string;
  readonly isSelected: boolean;
  readonly onSelect: (id: string, isRange: boolean) => void;
}

/** The first cell of a row that can be selected. */
export function SelectCell({ name, canBeSelected = true, id, isSelected, onSelect }: SelectCellProps) {
  return (
    <td className="cell-select">
      {canBeSelected && (
        <SelectBox
          label={`Select ${name}`}
          isSelected={isSelected}
          onToggle={(isRange) => {
            onSelect(id, isRange);
          }}
        />
      )}
    </td>
  );
}
