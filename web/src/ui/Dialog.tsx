import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './Button';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly width?: 'usual' | 'wide';
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
}

/** A question or a task before everything else; the focus returns to where it came from. */
export function Dialog({ title, isOpen, onClose, width = 'usual', role = 'dialog', children }: DialogProps) {
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={width === 'wide' ? 'modal modal--wide' : 'modal'}>
        <AriaDialog className="dialog" role={role}>
          <div className="dialog__head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton label="Close" size="small" onPress={onClose}>
              <X size={16} aria-hidden />
            </IconButton>
          </div>
          <div className="dialog__body">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export function DialogFoot({ children }: { readonly children: ReactNode }) {
  return <div className="dialog__foot">{children}</div>;
}
