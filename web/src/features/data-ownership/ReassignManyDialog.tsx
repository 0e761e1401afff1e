import { useState } from 'react';
import { OWNED_KINDS, type OwnedKind } from '../../shared/record-kinds';
import { useOrganizationId } from '../../shared/use-organization';
import { BulkDialog } from '../../ui/dialog/BulkDialog';
import { count } from '../../ui/format/count';
import { showToast } from '../../ui/feedback/toast-store';
import { HandoverFields } from '../handover/HandoverFields';
import { PreviewOfMany } from '../handover/PreviewOfMany';
import { missingIn, requestReassignment, type Handover } from '../handover/handover';
import { RecordTypes } from './RecordTypes';
import type { OwnerRow } from './owner-rows';
import { refreshOwnership } from './queries';

interface ReassignManyDialogProps {
  readonly owners: readonly OwnerRow[];
  readonly onFinished: () => void;
  readonly onClose: () => void;
}

/** Starts a reassignment for each of several owners, with one decision about all of their records. */
export function ReassignManyDialog({ onFinished, onClose, ...props }: ReassignManyDialogProps) {
  const organizationId = useOrganizationId();
  // As they were when the dialog was opened: afterwards nothing is selected.
  const [owners] = useState(props.owners);
  const [kinds, setKinds] = useState<readonly OwnedKind[]>(OWNED_KINDS);
  const [handover, setHandover] = useState<Handover>({ mode: 'one', newOwner: null, shares: [] });
  const missing = kinds.length === 0 ? 'Choose the records to reassign.' : missingIn(handover);
  const members = owners.flatMap(({ owner: { membershipId } }) => (membershipId === null ? [] : [membershipId]));
  return (
    <BulkDialog
      title={`Reassign the records of ${count(owners.length, 'owner')}`}
      items={owners}
      nameOf={({ title, total }) => `${title}: ${count(total, 'record')}`}
      action="Reassign"
      missing={missing}
      intro={<p>One reassignment is started for each of them. They run one after the other.</p>}
      run={({ source }) =>
        source === null ? Promise.resolve() : requestReassignment(organizationId, { ...source, kinds }, handover)
      }
      onFinished={({ done }) => {
        if (done.length > 0)
          showToast(`${count(done.length, 'reassignment')} started. Follow their progress here, or keep working.`);
        onFinished();
        void refreshOwnership(organizationId);
      }}
      onClose={onClose}
    >
      <RecordTypes kinds={kinds} onChange={setKinds} />
      <HandoverFields
        label="What should happen to these records?"
        source={{ from: members[0] ?? 'unassigned' }}
        others={members.length > 0 ? members.slice(1) : ['unassigned']}
        handover={handover}
        onChange={setHandover}
      />
      {missing === null && (
        <PreviewOfMany
          sources={owners.flatMap(({ source }) => (source === null ? [] : [{ ...source, kinds }]))}
          handover={handover}
        />
      )}
    </BulkDialog>
  );
}
