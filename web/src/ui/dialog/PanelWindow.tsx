import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from '../parts/Button';

interface PanelProps {
  readonly title: string;
  /** Called by Escape, a click outside, or the close button. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What `SidePanel` shows once it is loaded. */
export function PanelWindow({ title, onClose, children }: PanelProps) {
  return (
    <ModalOverlay
      className="panel-overlay"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className="side-panel">
        <Dialog className="dialog">
          <div className="dialog__head">
            <Heading slot="title" level={2} className="side-panel__title">
              {title}
            </Heading>
            <IconButton label="Close" size="small" onPress={onClose}>
              <X size={16} aria-hidden />
            </IconButton>
          </div>
          <div className="dialog__body">{children}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
