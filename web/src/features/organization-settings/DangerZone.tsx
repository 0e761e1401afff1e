import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client';
import { meQuery } from '../../shared/organization-queries';
import { useMay, useOrganization } from '../../shared/use-organization';
import { LeaveDialog } from '../leaving/LeaveDialog';
import { leaveOrganization } from '../leaving/leave-organization';
import { LeaveOrDeleteDialog } from '../leaving/LeaveOrDeleteDialog';
import { DangerRow } from './DangerRow';
import { TransferOwnership } from './TransferOwnership';

/** What ends something: the owner transfers the ownership or deletes the organization, others leave it. */
export function DangerZone() {
  const mayDelete = useMay()('organization:delete');
  return (
    <section id="danger-zone" className="card card--danger card__body settings-section" aria-label="Danger zone">
      <div className="settings-section__text">
        <h2>Danger zone</h2>
        {mayDelete && <p className="small quiet">Only the owner can do this.</p>}
      </div>
      <div className="stack">
        {mayDelete ? (
          <>
            <TransferOwnership />
            <DeleteOrganization />
          </>
        ) : (
          <LeaveOrganization />
        )}
      </div>
    </section>
  );
}

function DeleteOrganization() {
  const { name } = useOrganization();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <DangerRow
      title={`Delete ${name}`}
      text="Everyone loses access immediately. You can restore it within 30 days."
      action="Delete organization"
      onAction={() => {
        setIsAsking(true);
      }}
    >
      {isAsking && (
        <DeleteDialog
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </DangerRow>
  );
}

function LeaveOrganization() {
  const { id, name } = useOrganization();
  const { data: me } = useSuspenseQuery(meQuery);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <DangerRow
      title={`Leave ${name}`}
      text="You lose access immediately. An admin can reinstate you within 7 days."
      action="Leave organization"
      onAction={() => {
        setIsAsking(true);
      }}
    >
      {isAsking && (
        <LeaveDialog
          organization={{ id, name }}
          leave={() => leaveOrganization(id, me)}
          to="/"
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </DangerRow>
  );
}

function DeleteDialog({ onClose }: { readonly onClose: () => void }) {
  const { id, name } = useOrganization();
  return (
    <LeaveOrDeleteDialog
      organization={{ id, name }}
      verb="Delete"
      change={() => deleteOrganization(id, name)}
      doneText={`${name} was deleted. You can restore it from your account within 30 days.`}
      to="/account"
      onClose={onClose}
    >
      Everyone loses access, pending invitations are revoked, API keys stop working and a paid plan is cancelled. You
      can restore it, on the Free plan, within 30 days. After that, all its data is permanently deleted.
    </LeaveOrDeleteDialog>
  );
}

function deleteOrganization(organizationId: string, confirmName: string) {
  return unwrap(
    api.DELETE('/api/v1/organizations/{organizationId}', {
      params: { path: { organizationId }, query: { confirmName } },
    }),
  );
}
