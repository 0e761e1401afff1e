import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganizationId } from '../../shared/use-organization';
import { Button } from '../../ui/Button';
import { Check } from '../../ui/Choices';
import { Dialog, DialogFoot } from '../../ui/Dialog';
import { QueryFailed } from '../../ui/LoadFailed';
import { Notice } from '../../ui/Notice';
import { tell } from '../../ui/toast-store';
import { useRefusable } from '../../ui/use-action';
import { KIND_NAMES, OWNED_KINDS, type OwnedKind } from '../../ui/words';
import { handOver, isDecided, namesIn, rehearsalQuery, type Source, type Will } from '../handover/handover';
import { WillFields } from '../handover/HandoverFields';
import type { Giver } from './OwnersTable';
import { refreshOwnership } from './queries';
import { Rehearsal } from './ReassignmentPreview';

interface ReassignDialogProps {
  readonly giver: Giver;
  readonly onClose: () => void;
}

/** Who gets whose records, with a preview before anything is reassigned. */
export function ReassignDialog({ giver, onClose }: ReassignDialogProps) {
  return (
    <Dialog title={`Reassign ${giver.name}`} width="wide" isOpen onClose={onClose}>
      <ReassignForm giver={giver} onClose={onClose} />
    </Dialog>
  );
}

function ReassignForm({ giver: { from, previousOwnerId }, onClose }: ReassignDialogProps) {
  const organizationId = useOrganizationId();
  const [kinds, setKinds] = useState<readonly OwnedKind[]>(OWNED_KINDS);
  const [will, setWill] = useState<Will>({ fate: 'one', heir: null, shares: [] });
  const source: Source = { from, previousOwnerId, kinds };
  const isReady = isDecided(will) && kinds.length > 0;
  const rehearsal = useQuery({ ...rehearsalQuery(organizationId, source, will), enabled: isReady });
  const { run, isPending, refusal } = useRefusable(
    () => handOver(organizationId, source, will),
    async () => {
      tell('Reassignment started. Follow its progress here, or keep working.');
      onClose();
      await refreshOwnership(organizationId);
    },
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isPending) run(undefined);
      }}
    >
      <fieldset className="stack stack--tight">
        <legend className="field__label">Record types</legend>
        <div className="row kinds">
          {OWNED_KINDS.map((kind) => (
            <Check
              key={kind}
              isSelected={kinds.includes(kind)}
              onChange={(isSelected) => {
                // In the order of the table, whatever was ticked first.
                setKinds(OWNED_KINDS.filter((one) => (one === kind ? isSelected : kinds.includes(one))));
              }}
            >
              {KIND_NAMES[kind]}
            </Check>
          ))}
        </div>
      </fieldset>
      <WillFields label="What should happen to these records?" source={source} will={will} onChange={setWill} />
      {isReady && <QueryFailed query={rehearsal} />}
      {isReady && rehearsal.data && <Rehearsal counts={rehearsal.data} names={namesIn(will)} />}
      {refusal && <Notice refusal={refusal} />}
      <DialogFoot>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" look="primary" isDisabled={!isReady} isPending={isPending}>
          Reassign
        </Button>
      </DialogFoot>
    </form>
  );
}
