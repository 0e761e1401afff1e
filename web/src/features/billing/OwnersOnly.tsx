import { useOrganizationId } from '../../shared/use-organization';
import { Reserved } from '../../shared/Page';
import { useOwner } from '../members/members-cache';

/** Why the rest is not shown, and whom to ask. */
export function OwnersOnly() {
  const owner = useOwner(useOrganizationId());
  return (
    <Reserved who="owner" label="Plan and payment">
      Only the owner{owner ? ` (${owner.name})` : ''} can manage the plan and payment, and see the credit history.
    </Reserved>
  );
}
