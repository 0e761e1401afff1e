import { useMemo, type ComponentProps, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Refusal } from '../../problem/problem';
import { Notice } from '../feedback/Notice';

interface ServerFormProps extends Omit<
  ComponentProps<typeof Form>,
  'className' | 'onSubmit' | 'validationErrors' | 'children'
> {
  readonly refusal: Refusal | null;
  /** The names of the form's fields, the same list each time; an error of another field is shown above them. */
  readonly fields: readonly string[];
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/**
 * A form whose fields are checked by the service: each problem's pointer finds its field by name (`/email` the field
 * `email`, `/revenueTargets/monthly/amount` the field `revenueTargets/monthly`).
 */
export function ServerForm({ refusal, fields, onSubmit, children, ...props }: ServerFormProps) {
  // The same errors in a new object would be new errors for the form, and stay after the field was corrected.
  const found = useMemo(() => (refusal ? errorsByField(refusal, fields) : {}), [refusal, fields]);
  const hasFieldErrors = Object.keys(found).length > 0;
  return (
    <Form
      {...props}
      className="stack"
      validationErrors={found}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {refusal && !hasFieldErrors && <Notice refusal={refusal} />}
      {children}
    </Form>
  );
}

function errorsByField(refusal: Refusal, fields: readonly string[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { name, detail } of refusal.fields) {
    const field = fields.find((one) => name === one || name.startsWith(`${one}/`));
    if (field !== undefined) errors[field] ??= detail;
  }
  return errors;
}
