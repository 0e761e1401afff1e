import type { ReactNode } from 'react';

interface FormProps {
  readonly onSubmit: () => void;
  /** Without the browser's own validation. */
  readonly noValidate?: boolean;
  readonly children: ReactNode;
}

/** A form that is handled on the page: the browser sends nothing by itself. */
export function Form({ onSubmit, children, ...props }: FormProps) {
  return (
    <form
      {...props}
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        // React also reports what a form in a dialog does that was opened from this one.
        if (event.target === event.currentTarget) onSubmit();
      }}
    >
      {children}
    </form>
  );
}
