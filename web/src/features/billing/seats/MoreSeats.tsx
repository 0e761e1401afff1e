import { useOwner } from '../../../shared/some-members';
import { useMay, useOrganization } from '../../../shared/use-organization';
import { Button } from '../../../ui/parts/Button';
import { lazyDialog } from '../../../ui/loading/lazy';

const UpgradePlanDialog = lazyDialog(async () => (await import('../plans/UpgradePlanDialog')).UpgradePlanDialog);

interface MoreSeatsProps {
  readonly isAsking: boolean;
  readonly onAsk: (isAsking: boolean) => void;
  readonly variant: 'primary' | 'default';
}

/** How to get more seats: for the owner the plans, for an admin an email to the owner. */
export function MoreSeats({ isAsking, onAsk, variant }: MoreSeatsProps) {
  const may = useMay();
  if (!may('billing:manage')) return <AskTheOwner />;
  return (
    <>
      <Button
        variant={variant}
        onPress={() => {
          onAsk(true);
        }}
      >
        Upgrade plan
      </Button>
      {isAsking && (
        <UpgradePlanDialog
          onClose={() => {
            onAsk(false);
          }}
        />
      )}
    </>
  );
}

function AskTheOwner() {
  const { id, name } = useOrganization();
  const owner = useOwner(id);
  if (!owner) return null;
  const subject = encodeURIComponent(`More seats for ${name}`);
  const body = encodeURIComponent(
    `Hi ${owner.name},\n\nWe’re out of seats in ${name}. Could you upgrade our plan?\n\n${location.href}\n`,
  );
  return (
    <a className="button" href={`mailto:${encodeURIComponent(owner.email)}?subject=${subject}&body=${body}`}>
      Ask the owner
    </a>
  );
}
