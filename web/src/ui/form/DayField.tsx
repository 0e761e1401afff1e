import { LabelledControl } from './LabelledControl';

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
  return (
    <LabelledControl label={label}>
      {(id) => (
        <input
          {...props}
          id={id}
          type="date"
          className="input"
          onChange={({ target }) => {
            onChange(target.value);
          }}
        />
      )}
    </LabelledControl>
  );
}
