import { Dialog } from '../../ui/dialog/Dialog';
import { lazyPart } from '../../ui/loading/lazy';

// The lists of currencies and timezones are rarely needed, and this dialog is part of every page.
const CreateOrganizationForm = lazyPart(
  async () => (await import('./CreateOrganizationForm')).CreateOrganizationForm,
  264,
);

interface CreateOrganizationDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function CreateOrganizationDialog({ isOpen, onClose }: CreateOrganizationDialogProps) {
  return (
    <Dialog title="Create organization" isOpen={isOpen} onClose={onClose}>
      <CreateOrganizationForm onClose={onClose} />
    </Dialog>
  );
}
