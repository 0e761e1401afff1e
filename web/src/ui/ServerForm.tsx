import type { ComponentProps, ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Refusal } from '../api/problem';
import { Notice } from './Notice';

interface ServerFormProps extends Omit<ComponentProps<typeof Form>, 'onSubmit' | 'validationErrors' | 'children'> {
  readonly refusal: Refusal | null;
  /** The names of the form's fields; a problem of any other is told above the buttons. */
  readonly fields: readonly string[];
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/**
 * A form whose fields are checked by the service: each problem's pointer finds its field by name (`/email` the field
 * `email`, `/revenueTargets/monthly/amount` the field `revenueTargets/monthly`).
 */
export function ServerForm({ refusal, fields, onSubmit, children, ...props }: ServerFormProps) {
  const found = refusal ? errorsByField(refusal, fields) : {};
  const isTold = Object.keys(found).length > 0;
  return (
    <Form
      {...props}
      validationErrors={found}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {refusal && !isTold && <Notice refusal={refusal} />}
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
