import { Copy } from 'lucide-react';
import { useState } from 'react';
import { ROLE_NAMES } from '../../shared/roles';
import { useOrganizationId } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { Choices } from '../../ui/form/Choices';
import { CopyButton } from '../../ui/parts/CopyButton';
import { Dialog } from '../../ui/dialog/Dialog';
import { TextField } from '../../ui/form/Field';
import { SelectField } from '../../ui/form/Select';
import { DialogFoot, SubmitFoot } from '../../ui/dialog/Modal';
import { Hint } from '../../ui/feedback/Notice';
import { ServerForm } from '../../ui/form/ServerForm';
import type { Question } from '../../ui/dialog/Unsaved';
import { useAction } from '../../ui/feedback/use-action';
import { CallSample } from './CallSample';
import { EXPIRIES, expiryOf, type Expiry } from './expiry';
import { createKey, refreshKeys, type ApiKey, type KeyRole } from './queries';

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

interface CreateKeyDialogProps {
  /** The key whose place the new one takes: it keeps working until it is revoked, so that nothing stops in between. */
  readonly instead: ApiKey | null;
  readonly onClose: () => void;
}

/** Creates a key, and shows it once. */
export function CreateKeyDialog({ instead, onClose }: CreateKeyDialogProps) {
  const [key, setKey] = useState<string | null>(null);
  return (
    <Dialog
      title={key !== null ? 'Save your API key' : instead ? 'Rotate API key' : 'Create API key'}
      isOpen
      // It is shown only once: neither Escape nor a click outside closes the dialog.
      locked={key === null ? undefined : LEAVE}
      onClose={onClose}
    >
      {key === null ? (
        <KeyForm instead={instead} onClose={onClose} onCreated={setKey} />
      ) : (
        <CreatedKey apiKey={key} instead={instead} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface KeyFormProps extends CreateKeyDialogProps {
  readonly onCreated: (key: string) => void;
}

function KeyForm({ instead, onClose, onCreated }: KeyFormProps) {
  const organizationId = useOrganizationId();
  const [name, setName] = useState(instead?.name ?? '');
  const [role, setRole] = useState<KeyRole>(instead?.role ?? 'viewer');
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
      {instead && (
        <p className="quiet">
          Creates a new key to replace “{instead.name}”. The old key keeps working until you revoke it.
        </p>
      )}
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

function CreatedKey({ apiKey, instead, onClose }: CreateKeyDialogProps & { readonly apiKey: string }) {
  return (
    <div className="stack">
      <Hint variant="warn">
        <p>
          Copy it now: it won’t be shown again. Anyone with this key can act for your organization, so store it like a
          password.
        </p>
        {instead && <p>Revoke the old key once everything uses the new one.</p>}
      </Hint>
      <TextField label="API key" value={apiKey} isReadOnly spellCheck="false" />
      <CallSample apiKey={apiKey} />
      <DialogFoot>
        <CopyButton text={apiKey} variant="primary">
          <Copy size={16} aria-hidden />
          Copy
        </CopyButton>
        <Button onPress={onClose}>Done</Button>
      </DialogFoot>
    </div>
  );
}
