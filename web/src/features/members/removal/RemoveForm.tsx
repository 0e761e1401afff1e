import { useState } from 'react';
import type { Member } from '../../../api/client';
import { refreshMembers } from '../../../shared/refresh';
import { useOrganizationId } from '../../../shared/use-organization';
import { Check } from '../../../ui/form/Choices';
import { NameToType } from '../../../ui/dialog/NameToType';
import { Form } from '../../../ui/form/Form';
import { SubmitFoot } from '../../../ui/dialog/Modal';
import { Notice } from '../../../ui/feedback/Notice';
import { isSameName } from '../../../ui/dialog/same-name';
import { hideUndo } from '../../../ui/feedback/toast-store';
import { useAction } from '../../../ui/feedback/use-action';
import { HandoverFields } from '../../handover/HandoverFields';
import { missingIn, LEAVE_UNASSIGNED, type Handover } from '../../handover/handover';
import { removeMember } from '../queries';
import { rememberRemoved } from '../recently-removed';
import { recordsIn, recordsInWords, RemovalPreview } from './RemovalPreview';
import type { Preview } from './queries';
import { reassignToOf } from './reassign-to';

interface RemoveFormProps {
  readonly member: Member;
  readonly preview: Preview;
  readonly onClose: () => void;
}

export function RemoveForm({ member, preview, onClose }: RemoveFormProps) {
  const organizationId = useOrganizationId();
  const [handover, setHandover] = useState<Handover>(LEAVE_UNASSIGNED);
  const [keepApiKeys, setKeepApiKeys] = useState(false);
  const [keepInvitations, setKeepInvitations] = useState(false);
  const [typed, setTyped] = useState('');
  const { run, isPending, refusal } = useAction(
    () =>
      removeMember(organizationId, {
        membershipId: member.id,
        reassignTo: reassignToOf(handover),
        keepApiKeys,
        keepInvitations,
      }),
    async () => {
      hideUndo();
      // The bar with "Undo" confirms the removal.
      rememberRemoved(organizationId, { membershipId: member.id, name: member.name });
      onClose();
      await refreshMembers(organizationId);
    },
  );
  const hasRecords = recordsIn(preview) > 0;
  const missing = missingIn(handover) ?? (isSameName(typed, member.name) ? null : 'Type the name to confirm.');
  return (
    <Form
      onSubmit={() => {
        if (missing === null && !isPending) run(undefined);
      }}
    >
      <p>
        They lose access immediately, and their seat becomes free. Nothing is deleted, and you can reinstate them within
        7 days.
      </p>
      <section className="stack stack--tight" aria-label="What they own">
        <h3>What they own</h3>
        <RemovalPreview preview={preview} />
      </section>
      {hasRecords && (
        <HandoverFields
          label={`What should happen to their ${recordsInWords(preview)}?`}
          source={{ from: member.id }}
          handover={handover}
          onChange={setHandover}
          autoFocus
        />
      )}
      {preview.apiKeys.length > 0 && (
        <Check isSelected={keepApiKeys} onChange={setKeepApiKeys}>
          Keep their API keys working
        </Check>
      )}
      {preview.openInvitations > 0 && (
        <Check isSelected={keepInvitations} onChange={setKeepInvitations}>
          Keep their pending invitations for members and viewers
        </Check>
      )}
      <NameToType name={member.name} value={typed} onChange={setTyped} autoFocus={!hasRecords} />
      {refusal && <Notice refusal={refusal} />}
      <SubmitFoot variant="danger" missing={missing} isPending={isPending} onCancel={onClose}>
        Remove member
      </SubmitFoot>
    </Form>
  );
}
