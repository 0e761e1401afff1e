import { useOrganizationId } from '../../api/use-organization';
import { Needs } from '../../ui/Needs';
import { useOwner } from '../members/members-of';

/** Why there is no more to see, and whom to ask. */
export function OwnersOnly() {
  const owner = useOwner(useOrganizationId());
  return (
    <section className="card empty" aria-label="Plan and payment">
      <p>
        Plan, payment and the ledger of credits are the owner’s
        {owner ? `: ask ${owner.name}.` : '.'}
      </p>
      <Needs who="owner" />
    </section>
  );
}
