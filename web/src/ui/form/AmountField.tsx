import { useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { groupDigits } from '../format/money';
import { TextField } from './Field';

interface AmountFieldProps {
  readonly label: string;
  readonly name: string;
  readonly hint: ReactNode;
  readonly currency: string;
  /** What was typed, which may be no amount. */
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly isDisabled?: boolean;
  readonly isInvalid?: boolean;
  readonly autoFocus?: boolean;
}

/** An amount of money that is typed as a number; without the focus it is shown with its thousands separated. */
export function AmountField({ currency, value, ...props }: AmountFieldProps) {
  const [hasFocus, setHasFocus] = useState(false);
  return (
    <TextField
      {...props}
      inputMode="decimal"
      autoComplete="off"
      data-typed={value}
      value={hasFocus ? value : groupDigits(value, currency)}
      onFocus={({ target }) => {
        flushSync(() => {
          setHasFocus(true);
        });
        // A new text has nothing selected: what is typed next would be added to it, and not replace it.
        if (target instanceof HTMLInputElement) target.select();
      }}
      onBlur={() => {
        setHasFocus(false);
      }}
    />
  );
}
