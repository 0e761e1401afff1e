interface SelectBoxProps {
  readonly label: string;
  readonly isSelected: boolean;
  /** Some of what it stands for is selected. */
  readonly isMixed?: boolean;
  /** `isRange`: with the Shift key, up to this one from the one before. */
  readonly onToggle: (isRange: boolean) => void;
}

/** The browser's checkbox for a row: a long table has one in each row. */
export function SelectBox({ label, isSelected, isMixed = false, onToggle }: SelectBoxProps) {
  return (
    <label className="select-one">
      <input
        type="checkbox"
        className="select-one__box"
        aria-label={label}
        // Not saved by a form: a dialog does not ask about it.
        data-no-draft
        checked={isSelected}
        ref={(box) => {
          if (box) box.indeterminate = isMixed;
        }}
        onChange={({ nativeEvent }) => {
          onToggle('shiftKey' in nativeEvent && nativeEvent.shiftKey === true);
        }}
      />
    </label>
  );
}
