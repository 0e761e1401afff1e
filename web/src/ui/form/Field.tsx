import type { ReactNode } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import { removeErrorOnInput } from './remove-error-on-input';

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
      <Input className="input" onInput={removeErrorOnInput} {...(placeholder === undefined ? {} : { placeholder })} />
      {hint !== undefined && (
        <Text slot="description" className={props.isInvalid ? 'field__error' : 'field__hint'}>
          {hint}
        </Text>
      )}
      <FieldError className="field__error" />
    </AriaTextField>
  );
}
