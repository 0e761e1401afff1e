import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useOrganizationId } from '../../shared/use-organization';
import { Button, IconButton } from '../../ui/Button';
import { offerUndo } from '../../ui/use-popup';
import { forgetRemoved, useRecentlyRemoved, type RecentlyRemoved } from './recently-removed';
import { useReinstate } from './use-reinstate';

/** Offers to undo the removals of this session. */
export function UndoBar() {
  const removed = useRecentlyRemoved(useOrganizationId());
  // The focus goes to "Undo" after the removal, not again each time the page is opened.
  const [known] = useState(removed);
  return (
    <div className="undo stack stack--tight" role="status">
      {removed.map((one) => (
        <Undo key={one.membershipId} removed={one} isNew={!known.includes(one)} />
      ))}
    </div>
  );
}

interface UndoProps {
  readonly removed: RecentlyRemoved;
  readonly isNew: boolean;
}

function Undo({ removed, isNew }: UndoProps) {
  const organizationId = useOrganizationId();
  const { mutate, isPending } = useReinstate();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isNew && button.current) offerUndo(button.current);
  }, [isNew]);
  return (
    <div className="notice">
      <p className="notice__text">
        <span className="strong">{removed.name}</span> was removed. You can reinstate them within 7 days. Their chats
        and records return, except records that someone has reassigned since. API keys and invitations are not restored.
      </p>
      <Button
        ref={button}
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
