import { useState } from 'react';
import { Button } from '../../ui/parts/Button';
import { lazyDialog } from '../../ui/loading/lazy';
import type { Selection } from '../../ui/table/use-selection';
import type { OwnerRow } from './owner-rows';

// Loaded when it is opened.
const ReassignManyDialog = lazyDialog(async () => (await import('./ReassignManyDialog')).ReassignManyDialog);

/** What can be done with the selected owners. */
export function SelectedOwners({ selection }: { readonly selection: Selection<OwnerRow> }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      {selection.rows.length > 0 && (
        <Button
          size="small"
          onPress={() => {
            setIsOpen(true);
          }}
        >
          Reassign records
        </Button>
      )}
      {isOpen && (
        <ReassignManyDialog
          owners={selection.rows}
          onFinished={selection.clear}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </>
  );
}
