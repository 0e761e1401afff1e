import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { NeedsAdmin } from '../../shared/NeedsRole';
import { Page } from '../../shared/Page';
import { useMay } from '../../shared/use-organization';
import { Button } from '../../ui/Button';
import { lazyDialog } from '../../ui/lazy';
import { SeatMeter } from '../billing/seats/SeatMeter';
import { MemberFilters } from './MemberFilters';
import { MembersTable } from './MembersTable';
import { UndoBar } from './UndoBar';

// Loaded after the page: it is needed only when the button is pressed.
const InviteDialog = lazyDialog(async () => (await import('../invitations/invite/InviteDialog')).InviteDialog);

/** The members of the organization, and the invitations. */
export function MembersPage() {
  const may = useMay();
  const [isInviting, setIsInviting] = useState(false);
  return (
    <Page
      title="Members"
      lead="Who has access, and what they can do."
      action={
        <div className="row">
          {!may('members:manage') && <NeedsAdmin />}
          <Button
            variant="primary"
            isDisabled={!may('members:manage')}
            onPress={() => {
              setIsInviting(true);
            }}
          >
            <UserPlus size={16} aria-hidden />
            Invite Member
          </Button>
        </div>
      }
    >
      <div className="stack">
        {may('seats:view') && <SeatMeter />}
        <div>
          <UndoBar />
          <div className="card">
            <MemberFilters />
            <MembersTable />
          </div>
        </div>
      </div>
      {isInviting && (
        <InviteDialog
          onClose={() => {
            setIsInviting(false);
          }}
        />
      )}
    </Page>
  );
}
