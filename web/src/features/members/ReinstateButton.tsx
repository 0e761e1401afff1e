import type { Member } from '../../api/client';
import { Button } from '../../ui/parts/Button';
import { useReinstate } from './use-reinstate';

/** How long a removal can be undone. */
const UNDO_MS = 7 * 24 * 60 * 60 * 1000;

export function ReinstateButton({ member: { id, name, removedAt } }: { readonly member: Member }) {
  const { mutate, isPending } = useReinstate();
  // As of the time of rendering; the service decides.
  // eslint-disable-next-line react-hooks/purity -- a row that is a moment too old is refused with the reason.
  const isTooOld = removedAt === null || Date.now() - new Date(removedAt).getTime() > UNDO_MS;
  if (isTooOld) return null;
  return (
    <Button
      size="small"
      isPending={isPending}
      aria-label={`Reinstate ${name}`}
      onPress={() => {
        mutate({ membershipId: id, name });
      }}
    >
      Reinstate
    </Button>
  );
}
