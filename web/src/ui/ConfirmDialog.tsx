import { useState, type ReactNode } from 'react';
import type { Refusal } from '../problem/problem';
import { Dialog } from './Dialog';
import { TextField } from './Field';
import { Form } from './Form';
import { SubmitFoot } from './Modal';
import { Notice } from './Notice';
import { isSameName } from './same-name';

export interface ConfirmDialogProps {
  readonly title: string;
  /** The text of the button. */
  readonly action: string;
  readonly variant?: 'primary' | 'danger';
  /** A name that has to be typed before the button is enabled. */
  readonly nameToType?: string;
  readonly isPending: boolean;
  readonly refusal: Refusal | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks before an action that is hard to undo. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, action, variant = 'danger', nameToType, isPending, refusal, onConfirm, onClose, children } = props;
  const [typed, setTyped] = useState('');
  const isNamed = nameToType === undefined || isSameName(typed, nameToType);
  return (
    <Dialog title={title} role="alertdialog" isOpen onClose={onClose}>
      <Form
        onSubmit={() => {
          if (isNamed && !isPending) onConfirm();
        }}
      >
        <div className="stack stack--tight">{children}</div>
        {nameToType !== undefined && <NameToType name={nameToType} value={typed} onChange={setTyped} />}
        {refusal && <Notice refusal={refusal} />}
        <SubmitFoot variant={variant} isDisabled={!isNamed} isPending={isPending} onCancel={onClose}>
          {action}
        </SubmitFoot>
      </Form>
    </Dialog>
  );
}

interface NameToTypeProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function NameToType({ name, value, onChange }: NameToTypeProps) {
  return (
    <TextField
      label={`Type “${name}” to confirm`}
      value={value}
      onChange={onChange}
      autoComplete="off"
      autoFocus
      spellCheck="false"
      // Not a draft: closing the dialog loses nothing.
      data-no-draft
    />
  );
}
