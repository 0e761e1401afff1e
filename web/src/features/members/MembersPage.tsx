import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { NeedsAdmin } from '../../shared/NeedsRole';
import { Page } from '../../shared/Page';
import { useMay } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { lazyDialog } from '../../ui/loading/lazy';
import { SeatMeter } from '../billing/seats/SeatMeter';
import { GettingStarted } from '../getting-started/GettingStarted';
import { MemberTabs } from './MemberTabs';
import { UndoBar } from './UndoBar';
import { useShowSent } from './invitations/use-show-sent';
import { useRememberSearch } from './remembered-search';
import { useChangeSearch, useMemberSearch } from './use-member-search';

// Loaded after the page: it is needed only when the button is pressed.
const InviteDialog = lazyDialog(async () => (await import('../invitations/invite/InviteDialog')).InviteDialog);

const MemberPanel = lazyDialog(async () => (await import('./panel/MemberPanel')).MemberPanel);

/** The members of the organization, the invitations, and the removed members. */
export function MembersPage() {
  const may = useMay();
  const [isInviting, setIsInviting] = useState(false);
  const sent = useShowSent();
  useRememberSearch();
  const invite = () => {
    sent.start();
    setIsInviting(true);
  };
  return (
    <Page title="Members" lead="Who has access, and what they can do." action={<Invite onInvite={invite} />}>
      <div className="stack">
        <GettingStarted onInvite={invite} />
        {may('seats:view') && <SeatMeter />}
        <div>
          <UndoBar />
          <MemberTabs />
        </div>
      </div>
      <Person />
      {isInviting && (
        <InviteDialog
          onClose={() => {
            setIsInviting(false);
            sent.end();
          }}
        />
      )}
    </Page>
  );
}

/** The panel of the person in the URL. */
function Person() {
  const { person } = useMemberSearch();
  const change = useChangeSearch();
  if (person === undefined) return null;
  return (
    <MemberPanel
      key={person}
      membershipId={person}
      onClose={() => {
        change({ person: undefined }, { replace: true });
      }}
    />
  );
}

function Invite({ onInvite }: { readonly onInvite: () => void }) {
  const may = useMay();
  return (
    <div className="row">
      {!may('members:manage') && <NeedsAdmin />}
      <Button variant="primary" isDisabled={!may('members:manage')} onPress={onInvite}>
        <UserPlus size={16} aria-hidden />
        Invite Member
      </Button>
    </div>
  );
}
