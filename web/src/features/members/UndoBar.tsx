import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useOrganizationId } from '../../shared/use-organization';
import { Button, IconButton } from '../../ui/parts/Button';
import { count } from '../../ui/format/count';
import { offerUndo } from '../../ui/menu/use-popup';
import { forgetRemoved, useRecentlyRemoved, type RecentlyRemoved } from './recently-removed';
import { useShowTab } from './use-member-search';
import { useReinstate } from './use-reinstate';

/** More removals than this are told in one sentence. */
const MOST_BARS = 3;

/** Offers to undo the removals of this session. */
export function UndoBar() {
  const removed = useRecentlyRemoved(useOrganizationId());
  // The focus goes to "Undo" after the removal, not again each time the page is opened.
  const [known] = useState(removed);
  return (
    <div className="undo stack stack--tight" role="status">
      {removed.length > MOST_BARS ? (
        <ManyRemoved removed={removed} />
      ) : (
        removed.map((one) => <Undo key={one.membershipId} removed={one} isNew={!known.includes(one)} />)
      )}
    </div>
  );
}

function ManyRemoved({ removed }: { readonly removed: readonly RecentlyRemoved[] }) {
  const organizationId = useOrganizationId();
  const showTab = useShowTab();
  return (
    <div className="notice">
      <p className="notice__text">
        <span className="strong">{count(removed.length, 'member')}</span> were removed. You can reinstate them within 7
        days.
      </p>
      <Button
        size="small"
        onPress={() => {
          showTab({ tab: 'removed' });
        }}
      >
        Show removed members
      </Button>
      <IconButton
        label="Dismiss"
        size="small"
        onPress={() => {
          for (const { membershipId } of removed) forgetRemoved(organizationId, membershipId);
        }}
      >
        <X size={16} aria-hidden />
      </IconButton>
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
