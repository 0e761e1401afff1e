import { Restricted } from '../../shared/Page';
import { useOwner } from '../../shared/some-members';
import { useOrganizationId } from '../../shared/use-organization';

/** Explains that only the owner manages plan and payment, and names the owner. */
export function OwnersOnly() {
  const owner = useOwner(useOrganizationId());
  return (
    <Restricted who="owner" label="Plan and payment">
      Only the owner{owner ? ` (${owner.name})` : ''} can manage the plan and payment, and see the credit history.
    </Restricted>
  );
}
