import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useMay, useOrganization } from '../../api/use-organization';
import { Button } from '../../ui/Button';
import { lazyDialog } from '../../ui/lazily';
import { NeedsAdmin } from '../../ui/Needs';
import { useTitle } from '../../ui/use-title';
import { MemberFilters } from './MemberFilters';
import { MembersTable } from './MembersTable';
import { SeatMeter } from './SeatMeter';
import { UndoBar } from './UndoBar';

// The page is there before what is only asked for later.
const InviteDialog = lazyDialog(async () => (await import('./invite/InviteDialog')).InviteDialog);

/** Who belongs to the organization, and who is invited. */
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
          <p className="quiet">Who works in {name}, in which role.</p>
        </div>
        <div className="row">
          {!may('members:manage') && <NeedsAdmin />}
          <Button
            look="primary"
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
