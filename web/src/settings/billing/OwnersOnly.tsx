import { useQuery } from '@tanstack/react-query';
import { useOrganizationId } from '../../api/use-organization';
import { Needs } from '../../ui/Needs';
import { activeMembersQuery } from '../members/members-of';

/** Why there is no more to see, and whom to ask. */
export function OwnersOnly() {
  const { data: [owner] = [] } = useQuery(activeMembersQuery(useOrganizationId(), ['owner']));
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
