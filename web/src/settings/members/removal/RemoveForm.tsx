import { useState } from 'react';
import type { Member } from '../../../api/client';
import { toRefusal, type Refusal } from '../../../api/problem';
import { useOrganizationId } from '../../../api/use-organization';
import { Button } from '../../../ui/Button';
import { Check } from '../../../ui/Choices';
import { NameToType } from '../../../ui/ConfirmDialog';
import { DialogFoot } from '../../../ui/Dialog';
import { Notice } from '../../../ui/Notice';
import { isSameName } from '../../../ui/same-name';
import { tell, tellRefusal } from '../../../ui/toasts';
import { useRefusable } from '../../../ui/use-refusable';
import { handOver, isDecided, UNDECIDED, type Will } from '../../handover/handover';
import { WillFields } from '../../handover/WillFields';
import { refreshMembers, remove } from '../changes';
import { rememberRemoved } from '../members-of';
import type { Preview } from './rehearsal';
import { recordsIn, recordsInWords, RemovalFacts } from './RemovalFacts';

interface RemoveFormProps {
  readonly member: Member;
  readonly preview: Preview;
  readonly onClose: () => void;
}

export function RemoveForm({ member, preview, onClose }: RemoveFormProps) {
  const organizationId = useOrganizationId();
  const [will, setWill] = useState<Will>(UNDECIDED);
  const [keepApiKeys, setKeepApiKeys] = useState(false);
  const [typed, setTyped] = useState('');
  const { run, isPending, refusal } = useRefusable(
    () => carryOut(organizationId, member.id, will, keepApiKeys),
    async (unshared) => {
      rememberRemoved(organizationId, { membershipId: member.id, name: member.name });
      if (unshared) tellRefusal(unshared, `${member.name} was removed, but their records are unassigned as yet.`);
      else tell(`${member.name} was removed.`);
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
        Access ends at once, and the seat is free. Nothing of theirs is deleted. You can bring them back for seven days.
      </p>
      <section className="stack stack--tight" aria-label="What it touches">
        <h3>What it touches</h3>
        <RemovalFacts preview={preview} />
      </section>
      {hasRecords && (
        <WillFields
          label={`What happens to their ${recordsInWords(preview)}`}
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

/**
 * Shared out after the removal: the reassignment takes what was theirs, wherever the removal has got to by then.
 *
 * @returns why the records were not shared out; the member is removed all the same
 */
async function carryOut(
  organizationId: string,
  membershipId: string,
  will: Will,
  keepApiKeys: boolean,
): Promise<Refusal | null> {
  const reassignTo = will.fate === 'one' && will.heir ? { reassignTo: will.heir.membershipId } : {};
  await remove(organizationId, { membershipId, keepApiKeys, ...reassignTo });
  if (will.fate !== 'several') return null;
  return handOver(organizationId, { from: membershipId }, will).then(() => null, toRefusal);
}
