import type { Member } from '../../api/client';
import { useOrganization } from '../../shared/use-organization';
import { LeaveDialog as Leave } from '../leaving/LeaveDialog';
import { remove } from './queries';

interface LeaveDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
}

/** Leaves the organization that one is in. */
export function LeaveDialog({ member, onClose }: LeaveDialogProps) {
  const { id, name } = useOrganization();
  return (
    <Leave organization={{ id, name }} leave={() => remove(id, { membershipId: member.id })} to="/" onClose={onClose} />
  );
}
