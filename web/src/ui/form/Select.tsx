import { ChevronDown } from 'lucide-react';
import type { ReactNode, SelectHTMLAttributes } from 'react';
import { LabelledControl } from './LabelledControl';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectProps<Value extends string> extends Omit<
  SelectHTMLAttributes<HTMLSelectElement>,
  'onChange' | 'value' | 'children'
> {
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/**
 * The browser's `select`. For forms and filters only: in it a typed key already chooses, so a value that is saved at once
 * uses a `ChoiceMenu`.
 */
export function Select<Value extends string>({ choices, value, onChange, ...props }: SelectProps<Value>) {
  return (
    <span className="select-box">
      <select
        {...props}
        className="select"
        value={value}
        onChange={({ target }) => {
          const chosen = choices.find((choice) => choice.value === target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <ChevronDown size={16} aria-hidden />
    </span>
  );
}

interface SelectFieldProps<Value extends string> extends SelectProps<Value> {
  readonly label: string;
  readonly hint?: ReactNode;
}

export function SelectField<Value extends string>({ label, hint, ...props }: SelectFieldProps<Value>) {
  return (
    <LabelledControl label={label} hint={hint}>
      {(id, describedBy) => <Select {...props} id={id} {...describedBy} />}
    </LabelledControl>
  );
}
