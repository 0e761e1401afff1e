import { useState, type ReactNode } from 'react';
import type { Member } from '../../../api/client';
import { Button } from '../../../ui/parts/Button';
import { lazyDialog } from '../../../ui/loading/lazy';
import type { Selection } from '../../../ui/table/use-selection';

// Loaded when they are opened.
const RolesDialog = lazyDialog(async () => (await import('./RolesDialog')).RolesDialog);
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
