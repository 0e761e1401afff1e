import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { Sidebar } from './Sidebar';

/** The sidebar on a narrow screen. */
export function Drawer({ onClose }: { readonly onClose: () => void }) {
  return (
    <ModalOverlay
      className="drawer-overlay"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      isDismissable
    >
      <Modal className="drawer">
        <Dialog className="dialog" aria-label="Navigation">
          <Sidebar />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
