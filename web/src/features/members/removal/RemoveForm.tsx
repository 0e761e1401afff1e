import { useState } from 'react';
import type { Member } from '../../../api/client';
import { useOrganizationId } from '../../../shared/use-organization';
import { Button } from '../../../ui/Button';
import { Check } from '../../../ui/Choices';
import { NameToType } from '../../../ui/ConfirmDialog';
import { DialogFoot } from '../../../ui/Dialog';
import { Notice } from '../../../ui/Notice';
import { isSameName } from '../../../ui/same-name';
import { withdrawUndo } from '../../../ui/toast-store';
import { useRefusable } from '../../../ui/use-action';
import { isDecided, targetOf, UNDECIDED, type Will } from '../../handover/handover';
import { WillFields } from '../../handover/HandoverFields';
import { refreshMembers, remove } from '../queries';
import { rememberRemoved } from '../members-cache';
import type { Preview } from './queries';
import { recordsIn, recordsInWords, RemovalFacts } from './RemovalPreview';

interface RemoveFormProps {
  readonly member: Member;
  readonly preview: Preview;
  readonly onClose: () => void;
}

export function RemoveForm({ member, preview, onClose }: RemoveFormProps) {
  const organizationId = useOrganizationId();
  const [will, setWill] = useState<Will>(UNDECIDED);
  const [keepApiKeys, setKeepApiKeys] = useState(false);
  const [keepInvitations, setKeepInvitations] = useState(false);
  const [typed, setTyped] = useState('');
  const { run, isPending, refusal } = useRefusable(
    () =>
      remove(organizationId, {
        membershipId: member.id,
        reassignTo: reassignToOf(will),
        keepApiKeys,
        keepInvitations,
      }),
    async () => {
      withdrawUndo();
      // The bar with "Undo" says that it is done.
      rememberRemoved(organizationId, { membershipId: member.id, name: member.name });
      onClose();
      await refreshMembers(organizationId);
    },
  );
  const hasRecords = recordsIn(preview) > 0;
  const isReady = isSameName(typed, member.name) && isDecided(will);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isPending) run(undefined);
      }}
    >
      <p>
        They lose access immediately, and their seat becomes free. Nothing is deleted, and you can reinstate them within
        7 days.
      </p>
      <section className="stack stack--tight" aria-label="What they own">
        <h3>What they own</h3>
        <RemovalFacts preview={preview} />
      </section>
      {hasRecords && (
        <WillFields
          label={`What should happen to their ${recordsInWords(preview)}?`}
          source={{ from: member.id }}
          will={will}
          onChange={setWill}
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
      <NameToType name={member.name} value={typed} onChange={setTyped} />
      {refusal && <Notice refusal={refusal} />}
      <DialogFoot>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" look="danger" isDisabled={!isReady} isPending={isPending}>
          Remove member
        </Button>
      </DialogFoot>
    </form>
  );
}

/** Who gets the records, as the removal takes it: one membership, or several with their weights. */
function reassignToOf(will: Will): string | undefined {
  const target = targetOf(will);
  if (!Array.isArray(target)) return target ?? undefined;
  return target.map(({ membershipId, weight }) => `${membershipId}:${weight.toString()}`).join(',');
}
