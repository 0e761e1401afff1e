import { useOrganizationId } from '../../api/use-organization';
import { Reserved } from '../../ui/Page';
import { useOwner } from '../members/members-of';

/** Why there is no more to see, and whom to ask. */
export function OwnersOnly() {
  const owner = useOwner(useOrganizationId());
  return (
    <Reserved who="owner" label="Plan and payment">
      Plan, payment and the ledger of credits are the owner’s
      {owner ? `: ask ${owner.name}.` : '.'}
    </Reserved>
  );
}
