import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { KIND_NAMES, OWNED_KINDS, type OwnedKind } from '../../shared/record-kinds';
import { useOrganizationId } from '../../shared/use-organization';
import { Check } from '../../ui/Choices';
import { Dialog } from '../../ui/Dialog';
import { Form } from '../../ui/Form';
import { QueryFailed } from '../../ui/LoadFailed';
import { SubmitFoot } from '../../ui/Modal';
import { Notice } from '../../ui/Notice';
import { showToast } from '../../ui/toast-store';
import { useAction } from '../../ui/use-action';
import { HandoverFields } from '../handover/HandoverFields';
import {
  requestReassignment,
  isComplete,
  namesIn,
  reassignmentPreviewQuery,
  type Source,
  type Handover,
} from '../handover/handover';
import { ReassignmentPreview } from './ReassignmentPreview';
import { refreshOwnership } from './queries';
import type { ReassignmentSource } from './reassignment-source';

interface ReassignDialogProps {
  readonly source: ReassignmentSource;
  readonly onClose: () => void;
}

/** Chooses the new owners of records, with a preview before anything is reassigned. */
export function ReassignDialog({ source, onClose }: ReassignDialogProps) {
  return (
    <Dialog title={`Reassign ${source.name}`} width="wide" isOpen onClose={onClose}>
      <ReassignForm source={source} onClose={onClose} />
    </Dialog>
  );
}

function ReassignForm({ source: { from, previousOwnerId }, onClose }: ReassignDialogProps) {
  const organizationId = useOrganizationId();
  const [kinds, setKinds] = useState<readonly OwnedKind[]>(OWNED_KINDS);
  const [handover, setHandover] = useState<Handover>({ mode: 'one', newOwner: null, shares: [] });
  const source: Source = { from, previousOwnerId, kinds };
  const isReady = isComplete(handover) && kinds.length > 0;
  const preview = useQuery({ ...reassignmentPreviewQuery(organizationId, source, handover), enabled: isReady });
  const { run, isPending, refusal } = useAction(
    () => requestReassignment(organizationId, source, handover),
    async () => {
      showToast('Reassignment started. Follow its progress here, or keep working.');
      onClose();
      await refreshOwnership(organizationId);
    },
  );
  return (
    <Form
      onSubmit={() => {
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
                // In the order of the table, not in that of the clicks.
                setKinds(OWNED_KINDS.filter((one) => (one === kind ? isSelected : kinds.includes(one))));
              }}
            >
              {KIND_NAMES[kind]}
            </Check>
          ))}
        </div>
      </fieldset>
      <HandoverFields
        label="What should happen to these records?"
        source={source}
        handover={handover}
        onChange={setHandover}
      />
      {isReady && <QueryFailed query={preview} />}
      {isReady && preview.data && <ReassignmentPreview counts={preview.data} names={namesIn(handover)} />}
      {refusal && <Notice refusal={refusal} />}
      <SubmitFoot isDisabled={!isReady} isPending={isPending} onCancel={onClose}>
        Reassign
      </SubmitFoot>
    </Form>
  );
}
