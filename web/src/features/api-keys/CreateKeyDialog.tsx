import { Copy } from 'lucide-react';
import { useState } from 'react';
import { ROLE_NAMES } from '../../shared/roles';
import { useOrganizationId } from '../../shared/use-organization';
import { Button } from '../../ui/Button';
import { Choices } from '../../ui/Choices';
import { CopyButton } from '../../ui/CopyButton';
import { Dialog } from '../../ui/Dialog';
import { SelectField, TextField } from '../../ui/Field';
import { DialogFoot, SubmitFoot } from '../../ui/Modal';
import { Hint } from '../../ui/Notice';
import { ServerForm } from '../../ui/ServerForm';
import type { Question } from '../../ui/Unsaved';
import { useAction } from '../../ui/use-action';
import { EXPIRIES, expiryOf, type Expiry } from './expiry';
import { createKey, refreshKeys, type KeyRole } from './queries';

const FIELDS = ['name', 'role', 'expiresAt'];

const ROLES = (
  [
    ['viewer', 'Read-only access to records and analytics.'],
    ['member', 'Creates and edits leads, deals and campaigns. New records are unassigned.'],
    ['admin', 'Also manages members, settings and integrations.'],
  ] as const
).map(([value, hint]) => ({ value, hint, label: ROLE_NAMES[value] }));

const LEAVE: Question = {
  title: 'Leave without the API key?',
  text: 'The key won’t be shown again. If you haven’t copied it, you’ll have to create another one.',
  stay: 'Back to the key',
  discard: 'Leave',
};

/** Creates a key, and shows it once. */
export function CreateKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const [key, setKey] = useState<string | null>(null);
  return (
    <Dialog
      title={key === null ? 'Create API key' : 'Save your API key'}
      isOpen
      // It is shown only once: neither Escape nor a click outside closes the dialog.
      locked={key === null ? undefined : LEAVE}
      onClose={onClose}
    >
      {key === null ? <KeyForm onClose={onClose} onCreated={setKey} /> : <CreatedKey apiKey={key} onClose={onClose} />}
    </Dialog>
  );
}

interface KeyFormProps {
  readonly onClose: () => void;
  readonly onCreated: (key: string) => void;
}

function KeyForm({ onClose, onCreated }: KeyFormProps) {
  const organizationId = useOrganizationId();
  const [name, setName] = useState('');
  const [role, setRole] = useState<KeyRole>('viewer');
  const [expiry, setExpiry] = useState<Expiry>('90');
  const { run, isPending, refusal } = useAction(
    () => createKey(organizationId, { name, role, expiresAt: expiryOf(expiry, new Date()) }),
    async ({ key = '' }) => {
      onCreated(key);
      await refreshKeys(organizationId);
    },
  );
  return (
    <ServerForm
      refusal={refusal}
      fields={FIELDS}
      onSubmit={() => {
        run(undefined);
      }}
    >
      <TextField
        label="Name"
        name="name"
        hint="What you’ll use it for, for example “CRM import”."
        value={name}
        onChange={setName}
        autoComplete="off"
        autoFocus
        isRequired
      />
      <Choices label="Role" options={ROLES} value={role} onChange={setRole} />
      <SelectField label="Expires" choices={EXPIRIES} value={expiry} onChange={setExpiry} />
      <SubmitFoot isPending={isPending} onCancel={onClose}>
        Create API key
      </SubmitFoot>
    </ServerForm>
  );
}

function CreatedKey({ apiKey, onClose }: { readonly apiKey: string; readonly onClose: () => void }) {
  return (
    <div className="stack">
      <Hint variant="warn">
        <p>
          Copy it now: it won’t be shown again. Anyone with this key can act for your organization, so store it like a
          password.
        </p>
      </Hint>
      <TextField label="API key" value={apiKey} isReadOnly spellCheck="false" />
      <DialogFoot>
        <CopyButton text={apiKey}>
          <Copy size={16} aria-hidden />
          Copy
        </CopyButton>
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      </DialogFoot>
    </div>
  );
}
