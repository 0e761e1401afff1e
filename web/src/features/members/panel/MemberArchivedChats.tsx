import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Member } from '../../../api/client';
import { useOrganizationId } from '../../../shared/use-organization';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../../ui/feedback/Skeleton';
import { count } from '../../../ui/format/count';
import { archivedChatCountQuery } from './queries';

/** How many chats of a removed member are in the archive, and the way to them. */
export function MemberArchivedChats({ member }: { readonly member: Member }) {
  const organizationId = useOrganizationId();
  const query = useQuery(archivedChatCountQuery(organizationId, member));
  const { data: counted, error } = query;
  return (
    <section className="stack stack--tight" aria-label="Archived chats">
      <h3>Archived chats</h3>
      <QueryFailed query={query} />
      {!counted && !error && <LoadingBlock height={24} />}
      {counted?.found === 0 && <p className="quiet">No archived chats.</p>}
      {counted && counted.found > 0 && (
        <Link
          to="/o/$organizationId/settings/archived-chats"
          params={{ organizationId }}
          // The archive is searched by name: it has no other filter by person.
          search={{ q: member.name }}
        >
          {!counted.isAll && 'At least '}
          {count(counted.found, 'archived chat')}
        </Link>
      )}
    </section>
  );
}
