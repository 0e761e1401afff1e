import { useState } from 'react';
import { answerOf, api } from '../../api/client';
import { useOrganization } from '../../api/use-organization';
import { Button } from '../../ui/Button';
import { PartingDialog } from '../../ui/PartingDialog';

/** What the owner alone can do, and nobody should do by mistake. */
export function DangerZone() {
  const { name } = useOrganization();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section className="card card--danger card__body settings-section" aria-label="Danger zone">
      <div className="settings-section__text">
        <h2>Danger zone</h2>
        <p className="small quiet">For the owner alone.</p>
      </div>
      <div className="row row--apart">
        <div>
          <p className="strong">Delete {name}</p>
          <p className="small quiet">In force at once for everybody. You can restore it for 30 days.</p>
        </div>
        <Button
          look="danger"
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
    <PartingDialog
      organization={{ id, name }}
      verb="Delete"
      part={() => deleteIt(id, name)}
      farewell={`${name} is deleted. You can restore it for 30 days from your account.`}
      to="/account"
      onClose={onClose}
    >
      Nobody can enter it any more, open invitations are revoked, API keys stop and a paid plan is cancelled. For 30
      days you can restore it, on Free; then everything of it is removed for good.
    </PartingDialog>
  );
}

function deleteIt(organizationId: string, confirmName: string) {
  return answerOf(
    api.DELETE('/api/v1/organizations/{organizationId}', {
      params: { path: { organizationId }, query: { confirmName } },
    }),
  );
}
