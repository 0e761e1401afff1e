import { useState } from 'react';
import type { Member } from '../../../api/client';
import { useOrganizationId } from '../../../api/use-organization';
import { Button } from '../../../ui/Button';
import { Check, Choices } from '../../../ui/Choices';
import { NameToType } from '../../../ui/ConfirmDialog';
import { DialogFoot } from '../../../ui/Dialog';
import { Notice } from '../../../ui/Notice';
import { tell } from '../../../ui/toasts';
import { useRefusable } from '../../../ui/use-refusable';
import { refreshMembers, remove } from '../changes';
import { rememberRemoved } from '../members-of';
import { OneHeir, SeveralHeirs, useHeirs } from './Heirs';
import { shareOut, targetsOf, type Preview, type Share } from './rehearsal';
import { recordsIn, recordsInWords, RemovalFacts } from './RemovalFacts';

type Fate = 'leave' | 'one' | 'several';

/** What shall become of the records. */
interface Will {
  readonly fate: Fate;
  readonly heir: string;
  readonly shares: readonly Share[];
}

interface RemoveFormProps {
  readonly member: Member;
  readonly preview: Preview;
  readonly onClose: () => void;
}

export function RemoveForm({ member, preview, onClose }: RemoveFormProps) {
  const organizationId = useOrganizationId();
  const [will, setWill] = useState<Will>({ fate: 'leave', heir: '', shares: [] });
  const [keepApiKeys, setKeepApiKeys] = useState(false);
  const [typed, setTyped] = useState('');
  const { run, isPending, refusal } = useRefusable(
    () => carryOut(organizationId, member.id, will, keepApiKeys),
    async () => {
      rememberRemoved(organizationId, { membershipId: member.id, name: member.name });
      tell(`${member.name} was removed.`);
      onClose();
      await refreshMembers(organizationId);
    },
  );
  const hasRecords = recordsIn(preview) > 0;
  const isReady = typed.trim() === member.name && isComplete(will);
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
      {hasRecords && <Records member={member} preview={preview} will={will} onChange={setWill} />}
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

interface RecordsProps {
  readonly member: Member;
  readonly preview: Preview;
  readonly will: Will;
  readonly onChange: (will: Will) => void;
}

function Records({ member, preview, will, onChange }: RecordsProps) {
  const heirs = useHeirs(member.id);
  const isAlone = heirs.length === 0;
  return (
    <>
      <Choices<Fate>
        label={`What happens to their ${recordsInWords(preview)}`}
        value={will.fate}
        onChange={(fate) => {
          onChange({ ...will, fate });
        }}
        options={[
          {
            value: 'leave',
            label: 'Leave unassigned',
            hint: 'They remember whose they were and can be handed over at any time.',
          },
          { value: 'one', label: 'Give to one person', hint: 'All of them, in the background.', isDisabled: isAlone },
          {
            value: 'several',
            label: 'Share among several',
            hint: 'By weight, exact to the record.',
            isDisabled: heirs.length < 2,
          },
        ]}
      />
      {will.fate === 'one' && (
        <OneHeir
          from={member.id}
          heir={will.heir}
          onChange={(heir) => {
            onChange({ ...will, heir });
          }}
        />
      )}
      {will.fate === 'several' && (
        <SeveralHeirs
          from={member.id}
          shares={will.shares}
          onChange={(shares) => {
            onChange({ ...will, shares });
          }}
        />
      )}
    </>
  );
}

function isComplete({ fate, heir, shares }: Will): boolean {
  if (fate === 'one') return heir !== '';
  return fate === 'leave' || targetsOf(shares).length > 0;
}

/** Shared out after the removal: the reassignment takes what was theirs, wherever the removal has got to by then. */
async function carryOut(organizationId: string, membershipId: string, will: Will, keepApiKeys: boolean) {
  const reassignTo = will.fate === 'one' ? { reassignTo: will.heir } : {};
  await remove(organizationId, { membershipId, keepApiKeys, ...reassignTo });
  if (will.fate === 'several') await shareOut(organizationId, membershipId, will.shares);
}
