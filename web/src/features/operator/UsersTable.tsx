import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ListFilters } from '../../shared/ListFilters';
import { ACTIONS } from '../../ui/table/DataTable';
import { Highlight } from '../../ui/table/Highlight';
import { PagedTable } from '../../ui/table/PagedTable';
import { rowPlace, type RowPlace } from '../../ui/table/VirtualRows';
import { Day } from '../../ui/format/Time';
import { platformUsersQuery, type PlatformUser } from './queries';

const route = getRouteApi('/signed-in/operator');

/** All user accounts, searched by name, address or ID. */
export function UsersTable() {
  const search = route.useSearch();
  const pages = useInfiniteQuery(platformUsersQuery(search.q));
  return (
    <section className="card" aria-label="Users">
      <ListFilters
        label="Users"
        search={search}
        box={{ label: 'Search users', placeholder: 'Name, email address or ID' }}
      />
      <PagedTable
        caption="Users"
        columns={['User', 'Email addresses', 'Created', ACTIONS]}
        pages={pages}
        skeletons={6}
        empty="No users match your search."
      >
        {(user, place) => <UserRow user={user} search={search.q} place={place} />}
      </PagedTable>
    </section>
  );
}

interface UserRowProps {
  readonly user: PlatformUser;
  /** What was searched for: it is marked. */
  readonly search: string | undefined;
  readonly place: RowPlace | undefined;
}

function UserRow({ user: { name, emails, createdAt }, search, place }: UserRowProps) {
  const [primary] = emails;
  return (
    <tr {...rowPlace(place)}>
      <th scope="row" className="whole">
        <Highlight text={name} search={search} />
      </th>
      <td data-label="Email addresses">
        <Highlight text={emails.join(', ')} search={search} />
      </td>
      <td data-label="Created">
        <Day at={createdAt} />
      </td>
      <td className="narrow actions">
        {primary !== undefined && (
          <Link
            to="/operator"
            // Organizations are searched by the primary address of their owner.
            search={{ q: primary }}
            className="button button--small"
            aria-label={`Owned organizations of ${name}`}
          >
            Owned organizations
          </Link>
        )}
      </td>
    </tr>
  );
}
