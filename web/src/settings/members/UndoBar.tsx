import { X } from 'lucide-react';
import { useOrganizationId } from '../../api/use-organization';
import { Button, IconButton } from '../../ui/Button';
import { forgetRemoved, useRecentlyRemoved, type RecentlyRemoved } from './members-of';
import { useReinstate } from './Reinstate';

/** Offers to take back what one has removed in this session. */
export function UndoBar() {
  const removed = useRecentlyRemoved(useOrganizationId());
  return (
    <div className="undo stack stack--tight" role="status">
      {removed.map((one) => (
        <Undo key={one.membershipId} removed={one} />
      ))}
    </div>
  );
}

function Undo({ removed }: { readonly removed: RecentlyRemoved }) {
  const organizationId = useOrganizationId();
  const { mutate, isPending } = useReinstate();
  return (
    <div className="notice">
      <p className="notice__text">
        <span className="strong">{removed.name}</span> was removed. You can bring them back for seven days, with their
        chats and the records that no one has given away since. API keys and invitations do not come back.
      </p>
      <Button
        size="small"
        isPending={isPending}
        onPress={() => {
          mutate(removed);
        }}
      >
        Undo
      </Button>
      <IconButton
        label="Dismiss"
        size="small"
        onPress={() => {
          forgetRemoved(organizationId, removed.membershipId);
        }}
      >
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
