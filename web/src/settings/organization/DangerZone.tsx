import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, api } from '../../api/client';
import { meQuery } from '../../api/queries';
import { organizationKey, queryClient } from '../../api/query-client';
import { useOrganization } from '../../api/use-organization';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { tell } from '../../ui/toasts';
import { useRefusable } from '../../ui/use-refusable';

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
  const navigate = useNavigate();
  const { run, isPending, refusal } = useRefusable(
    () => deleteIt(id, name),
    async () => {
      tell(`${name} is deleted. You can restore it for 30 days from your account.`);
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey, refetchType: 'none' });
      await navigate({ to: '/account' });
      queryClient.removeQueries({ queryKey: organizationKey(id) });
    },
  );
  return (
    <ConfirmDialog
      title={`Delete ${name}`}
      action="Delete organization"
      nameToType={name}
      isPending={isPending}
      refusal={refusal}
      onClose={onClose}
      onConfirm={() => {
        run(undefined);
      }}
    >
      <p>
        Nobody can enter it any more, open invitations are revoked, API keys stop and a paid plan is cancelled. For 30
        days you can restore it, on Free; then everything of it is removed for good.
      </p>
    </ConfirmDialog>
  );
}

function deleteIt(organizationId: string, confirmName: string) {
  return answerOf(
    api.DELETE('/api/v1/organizations/{organizationId}', {
      params: { path: { organizationId }, query: { confirmName } },
    }),
  );
}
