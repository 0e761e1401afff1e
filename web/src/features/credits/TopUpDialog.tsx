import { useState } from 'react';
import { refreshOrganization } from '../../shared/refresh';
import { useOrganizationId } from '../../shared/use-organization';
import { Dialog } from '../../ui/dialog/Dialog';
import { TextField } from '../../ui/form/Field';
import { SubmitFoot } from '../../ui/dialog/Modal';
import { ServerForm } from '../../ui/form/ServerForm';
import { count } from '../../ui/format/count';
import { showToast } from '../../ui/feedback/toast-store';
import { useAction } from '../../ui/feedback/use-action';
import { topUp } from './queries';

const FIELDS = ['credits'];

/** Buys credits, which never expire. */
export function TopUpDialog({ onClose }: { readonly onClose: () => void }) {
  const id = useOrganizationId();
  const [typed, setTyped] = useState('1000');
  const { run, isPending, refusal } = useAction(
    (credits: number) => topUp(id, credits),
    async (balance, credits) => {
      if (balance === null) return;
      await refreshOrganization(id);
      showToast(`${count(credits, 'credit')} added. New balance: ${balance.toLocaleString()}.`);
      onClose();
    },
  );
  const credits = Number(typed.replace(/[\s,.'\u00a0\u202f]/g, ''));
  return (
    <Dialog title="Add credits" isOpen onClose={onClose}>
      <ServerForm
        refusal={refusal}
        fields={FIELDS}
        onSubmit={() => {
          run(credits);
        }}
      >
        <TextField
          label="Credits"
          name="credits"
          hint="Purchased credits never expire. Monthly credits are used first."
          inputMode="numeric"
          value={typed}
          onChange={setTyped}
          autoFocus
          isRequired
        />
        <SubmitFoot isPending={isPending} missing={credits > 0 ? null : 'Enter a number above 0.'} onCancel={onClose}>
          Add credits
        </SubmitFoot>
      </ServerForm>
    </Dialog>
  );
}
