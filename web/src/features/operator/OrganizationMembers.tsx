import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Member } from '../../api/client';
import { ROLE_NAMES } from '../../shared/roles';
import { Button } from '../../ui/parts/Button';
import { ConfirmActionDialog } from '../../ui/dialog/ConfirmActionDialog';
import { ACTIONS } from '../../ui/table/DataTable';
import { PagedTable } from '../../ui/table/PagedTable';
import { Ago } from '../../ui/format/Time';
import { showToast } from '../../ui/feedback/toast-store';
import { platformMembersQuery, refreshPlatform, transferOwnership, type PlatformOrganization } from './queries';

interface OrganizationProps {
  readonly organization: PlatformOrganization;
}

/** The members of an organization, the most recently active first; an admin can be made its owner. */
export function OrganizationMembers({ organization }: OrganizationProps) {
  const pages = useInfiniteQuery(platformMembersQuery(organization.id));
  const [newOwner, setNewOwner] = useState<Member | null>(null);
  return (
    <section className="stack stack--tight" aria-label="Members">
      <h3>Members</h3>
      <div className="card">
        <PagedTable
          caption="Members"
          columns={['Member', 'Role', 'Last active', ACTIONS]}
          pages={pages}
          empty="No members."
          isInDialog
        >
          {(member) => <MemberRow member={member} onTransfer={setNewOwner} />}
        </PagedTable>
      </div>
      {newOwner && (
        <TransferDialog
          organization={organization}
          newOwner={newOwner}
          onClose={() => {
            setNewOwner(null);
          }}
        />
      )}
    </section>
  );
}

interface MemberRowProps {
  readonly member: Member;
  readonly onTransfer: (member: Member) => void;
}

function MemberRow({ member, onTransfer }: MemberRowProps) {
  const { name, email, role, lastActiveAt } = member;
  return (
    <tr>
      <th scope="row" className="whole">
        <span className="selector__text">
          <span className="truncate strong">{name}</span>
          <span className="truncate small quiet">{email}</span>
        </span>
      </th>
      <td data-label="Role">{ROLE_NAMES[role]}</td>
      <td data-label="Last active">{lastActiveAt === null ? 'Never' : <Ago at={lastActiveAt} />}</td>
      <td className="narrow actions">
        {role === 'admin' && (
          <Button
            size="small"
            aria-label={`Make owner: ${name}`}
            onPress={() => {
              onTransfer(member);
            }}
          >
            Make owner
          </Button>
        )}
      </td>
    </tr>
  );
}

interface TransferDialogProps extends OrganizationProps {
  readonly newOwner: Member;
  readonly onClose: () => void;
}

function TransferDialog({ organization: { id, name, owner }, newOwner, onClose }: TransferDialogProps) {
  return (
    <ConfirmActionDialog
      title={`Transfer the ownership of ${name}?`}
      action="Transfer ownership"
      run={() => transferOwnership(id, newOwner.id)}
      onDone={async () => {
        showToast(`${newOwner.name} is now the owner of ${name}.`);
        onClose();
        await refreshPlatform();
      }}
      onClose={onClose}
    >
      <p>
        {newOwner.name} ({newOwner.email}) becomes the owner and takes over billing.
        {owner && ` ${owner.name} becomes an admin.`}
      </p>
    </ConfirmActionDialog>
  );
}
