import { X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Dialog as AriaDialog, Heading, Modal as AriaModal, ModalOverlay } from 'react-aria-components';
import { IconButton } from '../parts/Button';

interface ModalProps {
  readonly title: string;
  readonly width?: 'default' | 'wide';
  readonly role?: 'dialog' | 'alertdialog';
  /** Called by Escape, a click outside, or the close button. */
  readonly onClose: () => void;
  /** Without a close button; neither Escape nor a click outside close it. */
  readonly isLocked?: boolean;
  readonly ref?: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}

/** What `Modal` shows once it is loaded. */
export function ModalWindow({
  title,
  width = 'default',
  role = 'dialog',
  onClose,
  isLocked = false,
  ref,
  children,
}: ModalProps) {
  return (
    <ModalOverlay
      className="modal-overlay"
      isOpen
      isDismissable={role === 'dialog' && !isLocked}
      isKeyboardDismissDisabled={isLocked}
      onMouseDown={(event) => {
        // A click outside does not move the focus, so that it can return after a question.
        if (event.target === event.currentTarget) event.preventDefault();
      }}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <AriaModal className={width === 'wide' ? 'modal modal--wide' : 'modal'}>
        <AriaDialog className="dialog" role={role}>
          <div className="dialog__head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {!isLocked && (
              <IconButton label="Close" size="small" onPress={onClose}>
                <X size={16} aria-hidden />
              </IconButton>
            )}
          </div>
          <div className="dialog__body" ref={ref}>
            {children}
          </div>
        </AriaDialog>
      </AriaModal>
    </ModalOverlay>
  );
}
