import { ChevronDown } from 'lucide-react';
import type { ReactNode, SelectHTMLAttributes } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import { LabelledControl } from './LabelledControl';

interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly placeholder?: string;
}

/** A text input with its label, its hint, and the service's error. */
export function TextField({ label, hint, placeholder, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} className="field">
      <Label className="field__label">{label}</Label>
      <Input className="input" {...(placeholder === undefined ? {} : { placeholder })} />
      {hint !== undefined && (
        <Text slot="description" className="field__hint">
          {hint}
        </Text>
      )}
      <FieldError className="field__error" />
    </AriaTextField>
  );
}

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
