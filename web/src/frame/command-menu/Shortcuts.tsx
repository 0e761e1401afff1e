import { lazyDialog } from '../../ui/loading/lazy';
import { openOverlay, useOverlay } from './overlays';
import { useReader } from './use-reader';
import { useShortcutKeys } from './use-shortcut-keys';

const CommandMenu = lazyDialog(async () => (await import('./CommandMenu')).CommandMenu);
const KeysDialog = lazyDialog(async () => (await import('./KeysDialog')).KeysDialog);
const InviteDialog = lazyDialog(
  async () => (await import('../../features/invitations/invite/InviteDialog')).InviteDialog,
);

const CreateOrganizationDialog = lazyDialog(
  async () => (await import('../../features/welcome/CreateOrganizationDialog')).CreateOrganizationDialog,
);

/** The keys of the console, and what they open on top of the page. */
export function Shortcuts() {
  const reader = useReader();
  const overlay = useOverlay();
  useShortcutKeys(reader);
  return (
    <>
      {overlay === 'menu' && <CommandMenu onClose={close} />}
      {overlay === 'keys' && <KeysDialog onClose={close} />}
      {overlay === 'invite' && reader.isInOrganization && <InviteDialog onClose={close} />}
      {overlay === 'create-organization' && <CreateOrganizationDialog isOpen onClose={close} />}
    </>
  );
}

function close(): void {
  openOverlay(null);
}
