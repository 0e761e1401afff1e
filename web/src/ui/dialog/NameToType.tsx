import { TextField } from '../form/Field';

interface NameToTypeProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether it has the focus at first: unless there is a choice to make before it. */
  readonly autoFocus?: boolean;
}

export function NameToType({ name, value, onChange, autoFocus = true }: NameToTypeProps) {
  return (
    <TextField
      label={`Type “${name}” to confirm`}
      value={value}
      onChange={onChange}
      autoComplete="off"
      autoFocus={autoFocus}
      spellCheck="false"
      // Not a draft: closing the dialog loses nothing.
      data-no-draft
    />
  );
}
