import { useState, type ReactNode } from 'react';
import type { Refusal } from '../../problem/problem';
import { OpenDialog } from './OpenDialog';
import { Form } from '../form/Form';
import { SubmitFoot } from './Modal';
import { Notice } from '../feedback/Notice';
import { NameToType } from './NameToType';
import { isSameName } from './same-name';

export interface ConfirmProps {
  readonly title: string;
  /** The text of the button. */
  readonly action: string;
  readonly variant?: 'primary' | 'danger';
  /** A name that has to be typed before the button is enabled. */
  readonly nameToType?: string;
  /** The action is not possible; the text says why. */
  readonly isDisabled?: boolean;
  readonly isPending: boolean;
  readonly refusal: Refusal | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What `ConfirmDialog` shows once it is loaded. */
export function ConfirmWindow(props: ConfirmProps) {
  const { title, action, variant = 'danger', nameToType, isDisabled = false, isPending, refusal } = props;
  const { onConfirm, onClose, children } = props;
  const [typed, setTyped] = useState('');
  const isReady = !isDisabled && (nameToType === undefined || isSameName(typed, nameToType));
  return (
    <OpenDialog title={title} role="alertdialog" onClose={onClose}>
      <Form
        onSubmit={() => {
          if (isReady && !isPending) onConfirm();
        }}
      >
        <div className="stack stack--tight">{children}</div>
        {nameToType !== undefined && <NameToType name={nameToType} value={typed} onChange={setTyped} />}
        {refusal && <Notice refusal={refusal} />}
        <SubmitFoot variant={variant} isDisabled={!isReady} isPending={isPending} onCancel={onClose}>
          {action}
        </SubmitFoot>
      </Form>
    </OpenDialog>
  );
}
