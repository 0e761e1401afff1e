import { useId } from 'react';

interface DayFieldProps {
  readonly label: string;
  /** `2026-11-25`, or empty. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly min?: string;
  readonly max?: string;
}

/** A day, by the browser's own calendar. */
export function DayField({ label, onChange, ...props }: DayFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <input
        {...props}
        id={id}
        type="date"
        className="input"
        onChange={({ target }) => {
          onChange(target.value);
        }}
      />
    </div>
  );
}
