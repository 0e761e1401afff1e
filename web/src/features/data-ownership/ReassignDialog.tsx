import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { OWNED_KINDS, type OwnedKind } from '../../shared/record-kinds';
import { useOrganizationId } from '../../shared/use-organization';
import { Dialog } from '../../ui/dialog/Dialog';
import { Form } from '../../ui/form/Form';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { SubmitFoot } from '../../ui/dialog/Modal';
import { Notice } from '../../ui/feedback/Notice';
import { showToast } from '../../ui/feedback/toast-store';
import { useAction } from '../../ui/feedback/use-action';
import { HandoverFields } from '../handover/HandoverFields';
import { ReassignmentPreview } from '../handover/ReassignmentPreview';
import {
  requestReassignment,
  missingIn,
  namesIn,
  reassignmentPreviewQuery,
  type Source,
  type Handover,
} from '../handover/handover';
import { RecordTypes } from './RecordTypes';
import { refreshOwnership } from './queries';
import type { ReassignmentSource } from './reassignment-source';

interface ReassignDialogProps {
  readonly source: ReassignmentSource;
  readonly onClose: () => void;
  /** Called when the reassignment is in the list of them. */
  readonly onStarted?: () => void;
}

/** Chooses the new owners of records, with a preview before anything is reassigned. */
export function ReassignDialog({ source, onClose, onStarted }: ReassignDialogProps) {
  return (
    <Dialog title={`Reassign ${source.name}`} width="wide" isOpen onClose={onClose}>
      <ReassignForm source={source} onClose={onClose} {...(onStarted ? { onStarted } : {})} />
    </Dialog>
  );
}

function ReassignForm({ source: { from, previousOwnerId }, onClose, onStarted }: ReassignDialogProps) {
  const organizationId = useOrganizationId();
  const [kinds, setKinds] = useState<readonly OwnedKind[]>(OWNED_KINDS);
  const [handover, setHandover] = useState<Handover>({ mode: 'one', newOwner: null, shares: [] });
  const source: Source = { from, previousOwnerId, kinds };
  const missing = kinds.length === 0 ? 'Choose the records to reassign.' : missingIn(handover);
  const isReady = missing === null;
  const preview = useQuery({ ...reassignmentPreviewQuery(organizationId, source, handover), enabled: isReady });
  const { run, isPending, refusal } = useAction(
    () => requestReassignment(organizationId, source, handover),
    async () => {
      showToast('Reassignment started. Follow its progress here, or keep working.');
      onClose();
      await refreshOwnership(organizationId);
      onStarted?.();
    },
  );
  return (
    <Form
      onSubmit={() => {
        if (isReady && !isPending) run(undefined);
      }}
    >
      <RecordTypes kinds={kinds} onChange={setKinds} />
      <HandoverFields
        label="What should happen to these records?"
        source={source}
        handover={handover}
        onChange={setHandover}
      />
      {isReady && <QueryFailed query={preview} />}
      {isReady && preview.data && <ReassignmentPreview counts={preview.data} names={namesIn(handover)} />}
      {refusal && <Notice refusal={refusal} />}
      <SubmitFoot missing={missing} isPending={isPending} onCancel={onClose}>
        Reassign
      </SubmitFoot>
    </Form>
  );
}
