import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Member } from '../../../api/client';
import { refreshMembers } from '../../../shared/refresh';
import { useOrganizationId } from '../../../shared/use-organization';
import { BulkDialog } from '../../../ui/dialog/BulkDialog';
import { Check } from '../../../ui/form/Choices';
import { NameToType } from '../../../ui/dialog/NameToType';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../../ui/feedback/Skeleton';
import { count } from '../../../ui/format/count';
import { isSameName } from '../../../ui/dialog/same-name';
import { hideUndo } from '../../../ui/feedback/toast-store';
import { HandoverFields } from '../../handover/HandoverFields';
import { PreviewOfMany } from '../../handover/PreviewOfMany';
import { missingIn, LEAVE_UNASSIGNED, type Handover } from '../../handover/handover';
import { removeMember } from '../queries';
import { rememberRemoved } from '../recently-removed';
import { recordsIn, recordsInWords, RemovalPreview } from '../removal/RemovalPreview';
import { manyRemovalsPreviewQuery } from '../removal/queries';
import { reassignToOf } from '../removal/reassign-to';

interface RemoveManyDialogProps {
  readonly members: readonly Member[];
  readonly onFinished: () => void;
  readonly onClose: () => void;
}

/** Removes several members, with one decision about all of their records. */
export function RemoveManyDialog(props: RemoveManyDialogProps) {
  const { onFinished, onClose } = props;
  const organizationId = useOrganizationId();
  const [members] = useState(props.members);
  const query = useQuery(manyRemovalsPreviewQuery(organizationId, members));
  const { data: preview } = query;
  const [handover, setHandover] = useState<Handover>(LEAVE_UNASSIGNED);
  const [keeps, setKeeps] = useState({ keepApiKeys: false, keepInvitations: false });
  const [typed, setTyped] = useState('');
  const confirmation = count(members.length, 'member');
  const ids = members.map(({ id }) => id);
  const confirmed = isSameName(typed, confirmation) ? null : `Type “${confirmation}” to confirm.`;
  const missing = preview ? (missingIn(handover) ?? confirmed) : 'Counting what they own…';
  return (
    <BulkDialog
      title={`Remove ${confirmation}`}
      items={members}
      nameOf={({ name }) => name}
      action="Remove members"
      variant="danger"
      missing={missing}
      intro={
        <p>
          They lose access immediately, and their seats become free. Nothing is deleted, and you can reinstate them
          within 7 days.
        </p>
      }
      run={({ id }) => removeMember(organizationId, { membershipId: id, reassignTo: reassignToOf(handover), ...keeps })}
      onFinished={({ done }) => {
        hideUndo();
        for (const { id, name } of done) rememberRemoved(organizationId, { membershipId: id, name });
        onFinished();
        void refreshMembers(organizationId);
      }}
      onClose={onClose}
    >
      <QueryFailed query={query} />
      {!preview && !query.error && <LoadingBlock height={160} />}
      {preview && (
        <>
          <section className="stack stack--tight" aria-label="What they own">
            <h3>What they own together</h3>
            <RemovalPreview preview={preview} />
          </section>
          {recordsIn(preview) > 0 && (
            <HandoverFields
              label={`What should happen to their ${recordsInWords(preview)}?`}
              source={{ from: ids[0] ?? '' }}
              others={ids.slice(1)}
              handover={handover}
              onChange={setHandover}
              autoFocus
            />
          )}
          {handover.mode !== 'leave' && <PreviewOfMany sources={ids.map((from) => ({ from }))} handover={handover} />}
          {preview.apiKeys.length > 0 && (
            <Check
              isSelected={keeps.keepApiKeys}
              onChange={(keepApiKeys) => {
                setKeeps({ ...keeps, keepApiKeys });
              }}
            >
              Keep their API keys working
            </Check>
          )}
          {preview.openInvitations > 0 && (
            <Check
              isSelected={keeps.keepInvitations}
              onChange={(keepInvitations) => {
                setKeeps({ ...keeps, keepInvitations });
              }}
            >
              Keep their pending invitations for members and viewers
            </Check>
          )}
          <NameToType name={confirmation} value={typed} onChange={setTyped} autoFocus={recordsIn(preview) === 0} />
        </>
      )}
    </BulkDialog>
  );
}
