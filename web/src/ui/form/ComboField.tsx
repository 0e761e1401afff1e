import type { ReactNode } from 'react';
import { ComboBox, FieldError, Label, Text } from 'react-aria-components';
import { ComboInput } from './ComboInput';
import { ComboSuggestions } from './ComboSuggestions';
import type { Choice } from './Select';

interface ComboFieldProps {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
  readonly choices: readonly Choice<string>[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}

/** A choice among many options, found by typing. */
export function ComboField({ label, hint, choices, value, onChange, ...props }: ComboFieldProps) {
  return (
    <ComboBox
      {...props}
      className="field"
      defaultItems={choices.map((choice) => ({ id: choice.value, label: choice.label }))}
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
    >
      <Label className="field__label">{label}</Label>
      <ComboInput />
      {hint !== undefined && (
        <Text slot="description" className="field__hint">
          {hint}
        </Text>
      )}
      <FieldError className="field__error" />
      <ComboSuggestions />
    </ComboBox>
  );
}
