import { useQuery } from '@tanstack/react-query';
import type { Member } from '../../../api/client';
import { useOrganizationId } from '../../../shared/use-organization';
import { Dialog } from '../../../ui/dialog/Dialog';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../../ui/feedback/Skeleton';
import { RemoveForm } from './RemoveForm';
import { removalPreviewQuery } from './queries';

interface RemoveDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
}

/** Loads what the member owns, and shows the form. */
export function RemoveDialog({ member, onClose }: RemoveDialogProps) {
  const query = useQuery(removalPreviewQuery(useOrganizationId(), member.id));
  const { data: preview, error } = query;
  return (
    <Dialog title={`Remove ${member.name}`} width="wide" isOpen onClose={onClose}>
      <QueryFailed query={query} />
      {!preview && !error && <LoadingBlock height={360} />}
      {preview && <RemoveForm member={member} preview={preview} onClose={onClose} />}
    </Dialog>
  );
}
