import { useQuery } from '@tanstack/react-query';
import type { Member } from '../../../api/client';
import { useOrganizationId } from '../../../shared/use-organization';
import { Dialog } from '../../../ui/Dialog';
import { QueryFailed } from '../../../ui/LoadFailed';
import { Loading, Skeleton } from '../../../ui/Skeleton';
import { removalPreviewQuery } from './queries';
import { RemoveForm } from './RemoveForm';

interface RemoveDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
}

/** First the preview: what the member owns. */
export function RemoveDialog({ member, onClose }: RemoveDialogProps) {
  const query = useQuery(removalPreviewQuery(useOrganizationId(), member.id));
  const { data: preview, error } = query;
  return (
    <Dialog title={`Remove ${member.name}`} width="wide" isOpen onClose={onClose}>
      <QueryFailed query={query} />
      {!preview && !error && (
        <Loading>
          <Skeleton width="100%" height={360} />
        </Loading>
      )}
      {preview && <RemoveForm member={member} preview={preview} onClose={onClose} />}
    </Dialog>
  );
}
