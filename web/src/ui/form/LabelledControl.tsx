import { useId, type ReactNode } from 'react';

interface LabelledControlProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** The control, with the id of its label and that of its hint. */
  readonly children: (id: string, describedBy: { readonly 'aria-describedby'?: string }) => ReactNode;
}

/** A control of the browser with its label above and its hint below. */
export function LabelledControl({ label, hint, children }: LabelledControlProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {children(id, hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
      {hint !== undefined && (
        <span className="field__hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
