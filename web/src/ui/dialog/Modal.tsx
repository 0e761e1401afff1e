import { useId, type ReactNode } from 'react';
import { Button } from '../parts/Button';
import { lazyDialog } from '../loading/lazy';

/** A modal window; afterwards the focus returns to where it was. */
export const Modal = lazyDialog(async () => (await import('./ModalWindow')).ModalWindow);

interface SubmitFootProps {
  /** What the button says that submits the form. */
  readonly children: ReactNode;
  readonly variant?: 'primary' | 'danger';
  readonly isDisabled?: boolean;
  /** What is still to be done before the form can be submitted; null: nothing. */
  readonly missing?: string | null | undefined;
  readonly isPending: boolean;
  /** Before the buttons. */
  readonly note?: string;
  readonly onCancel: () => void;
}

/** The foot of a form in a dialog: "Cancel", and the button that submits it. */
export function SubmitFoot(props: SubmitFootProps) {
  const { children, variant = 'primary', isDisabled = false, missing = null, isPending, note, onCancel } = props;
  const missingId = useId();
  return (
    <DialogFoot>
      {(note !== undefined || missing !== null) && (
        <div className="foot-notes small quiet">
          {note !== undefined && <span>{note}</span>}
          {missing !== null && <span id={missingId}>{missing}</span>}
        </div>
      )}
      <Button onPress={onCancel}>Cancel</Button>
      <Button
        type="submit"
        variant={variant}
        isDisabled={isDisabled || missing !== null}
        isPending={isPending}
        {...(missing === null ? {} : { 'aria-describedby': missingId })}
      >
        {children}
      </Button>
    </DialogFoot>
  );
}

export function DialogFoot({ children }: { readonly children: ReactNode }) {
  return <div className="dialog__foot">{children}</div>;
}
