import { Check as Tick } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { CheckboxButton, CheckboxField, Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** One line of explanation. */
  readonly hint: string;
  readonly isDisabled?: boolean;
}

interface ChoicesProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** Whether the chosen option has the focus at first. */
  readonly autoFocus?: boolean;
}

/** A choice of one of a few options, each with a line of explanation. */
export function Choices<Value extends string>({ label, options, value, onChange, autoFocus }: ChoicesProps<Value>) {
  const list = useRef<HTMLDivElement>(null);
  const [isFirst] = useState(autoFocus === true);
  useEffect(() => {
    if (isFirst) list.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }, [isFirst]);
  return (
    <RadioGroup
      className="field"
      value={value}
      onChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onChange(chosen.value);
      }}
    >
      <Label className="field__label">{label}</Label>
      <div className="options" ref={list}>
        {options.map((option) => (
          <RadioField key={option.value} value={option.value} isDisabled={option.isDisabled === true}>
            <RadioButton className="option">
              <span className="option__dot" aria-hidden />
              <span>
                <span className="strong">{option.label}</span>
                <br />
                <span className="small quiet">{option.hint}</span>
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}

interface CheckProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

/** A checkbox. */
export function Check({ children, ...props }: CheckProps) {
  return (
    <CheckboxField {...props}>
      <CheckboxButton className="check">
        {({ isSelected }) => (
          <>
            <span className="check__box" aria-hidden>
              {isSelected && <Tick size={14} strokeWidth={3} />}
            </span>
            <span>{children}</span>
          </>
        )}
      </CheckboxButton>
    </CheckboxField>
  );
}
