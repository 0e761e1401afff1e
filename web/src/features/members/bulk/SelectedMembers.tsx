import { useState, type ReactNode } from 'react';
import type { Member } from '../../../api/client';
import { Button } from '../../../ui/Button';
import { lazyDialog } from '../../../ui/lazy';
import type { Selection } from '../../../ui/use-selection';
import { RolesDialog } from './RolesDialog';

// Sliders and searches are large, and rarely needed on the page.
const RemoveManyDialog = lazyDialog(async () => (await import('./RemoveManyDialog')).RemoveManyDialog);

type Action = 'role' | 'remove';

/** What can be done with the selected members. */
export function SelectedMembers({ selection }: { readonly selection: Selection<Member> }) {
  const [open, setOpen] = useState<Action | null>(null);
  const props = {
    members: selection.rows,
    onFinished: selection.clear,
    onClose: () => {
      setOpen(null);
    },
  };
  const dialogs: Readonly<Record<Action, () => ReactNode>> = {
    role: () => <RolesDialog {...props} />,
    remove: () => <RemoveManyDialog {...props} />,
  };
  return (
    <>
      {selection.rows.length > 0 && (
        <>
          <Button
            size="small"
            onPress={() => {
              setOpen('role');
            }}
          >
            Change role
          </Button>
          <Button
            size="small"
            variant="danger"
            onPress={() => {
              setOpen('remove');
            }}
          >
            Remove members
          </Button>
        </>
      )}
      {open && dialogs[open]()}
    </>
  );
}
