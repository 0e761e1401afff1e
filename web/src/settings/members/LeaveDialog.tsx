import type { Member } from '../../api/client';
import { useOrganization } from '../../api/use-organization';
import { LeaveDialog as Leave } from '../../account/LeaveDialog';
import { remove } from './changes';

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
