import { useState } from 'react';
import { api, unwrap } from '../../api/client';
import { useOrganization } from '../../shared/use-organization';
import { Button } from '../../ui/Button';
import { LeaveOrDeleteDialog } from '../leaving/LeaveOrDeleteDialog';

/** Deletes the organization: for the owner only. */
export function DangerZone() {
  const { name } = useOrganization();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section className="card card--danger card__body settings-section" aria-label="Danger zone">
      <div className="settings-section__text">
        <h2>Danger zone</h2>
        <p className="small quiet">Only the owner can do this.</p>
      </div>
      <div className="row row--apart">
        <div>
          <p className="strong">Delete {name}</p>
          <p className="small quiet">Everyone loses access immediately. You can restore it within 30 days.</p>
        </div>
        <Button
          variant="danger"
          onPress={() => {
            setIsAsking(true);
          }}
        >
          Delete organization
        </Button>
      </div>
      {isAsking && (
        <DeleteDialog
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </section>
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
