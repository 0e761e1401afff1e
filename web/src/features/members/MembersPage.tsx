import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useMay, useOrganization } from '../../shared/use-organization';
import { Button } from '../../ui/Button';
import { lazyDialog } from '../../ui/lazy';
import { NeedsAdmin } from '../../shared/NeedsRole';
import { useTitle } from '../../shared/use-title';
import { MemberFilters } from './MemberFilters';
import { MembersTable } from './MembersTable';
import { SeatMeter } from '../billing/seats/SeatMeter';
import { UndoBar } from './UndoBar';

// Loaded after the page: it is needed only when the button is pressed.
const InviteDialog = lazyDialog(async () => (await import('../invitations/invite/InviteDialog')).InviteDialog);

/** The members of the organization, and the invitations. */
export function MembersPage() {
  const { name } = useOrganization();
  const may = useMay();
  const [isInviting, setIsInviting] = useState(false);
  useTitle('Members', name);
  return (
    <div className="page">
      <div className="page__head">
        <div>
          <h1>Members</h1>
          <p className="quiet">Who has access, and what they can do.</p>
        </div>
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
      </div>
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
    </div>
  );
}
