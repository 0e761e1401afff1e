import { useState } from 'react';
import { api, unwrap, type Organization } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { meQuery } from '../../shared/organization-queries';
import { useSwitchOrganization } from '../../shared/use-switch-organization';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { SubmitFoot } from '../../ui/Modal';
import { ServerForm } from '../../ui/ServerForm';
import { useAction } from '../../ui/use-action';

const FIELDS = ['name'] as const;

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

function CreateOrganizationForm({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const switchTo = useSwitchOrganization();
  const { run, isPending, refusal } = useAction(create, async ({ id }: Organization) => {
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    onClose();
    switchTo(id);
  });
  return (
    <ServerForm
      refusal={refusal}
      fields={FIELDS}
      onSubmit={() => {
        run(name);
      }}
    >
      <TextField
        label="Name"
        name="name"
        hint="Shown in the app, emails and reports. You can change it later."
        value={name}
        onChange={setName}
        isRequired
        maxLength={100}
        autoComplete="organization"
        autoFocus
      />
      <p className="small quiet">
        You’ll start on the Free plan with 1 seat. You can invite your team after upgrading, and set the currency,
        timezone and fiscal year in the settings.
      </p>
      <SubmitFoot isPending={isPending} onCancel={onClose}>
        Create organization
      </SubmitFoot>
    </ServerForm>
  );
}

/** In the timezone of the person who creates it: nearly always the right one, and easily changed. */
function create(name: string): Promise<Organization> {
  const timezone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return unwrap(api.POST('/api/v1/organizations', { body: { name, ...(timezone ? { timezone } : {}) } }));
}
