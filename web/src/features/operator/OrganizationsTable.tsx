import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ListFilters } from '../../shared/ListFilters';
import { PLAN_NAMES } from '../../shared/plans';
import { Button } from '../../ui/parts/Button';
import { ACTIONS } from '../../ui/table/DataTable';
import { Highlight } from '../../ui/table/Highlight';
import { PagedTable } from '../../ui/table/PagedTable';
import { rowPlace, type RowPlace } from '../../ui/table/VirtualRows';
import { Ago, Day } from '../../ui/format/Time';
import { ManageDialog } from './ManageDialog';
import { RestoreButton } from './RestoreButton';
import { SUBSCRIPTION_STATUS } from './subscription-status';
import { platformOrganizationsQuery, type PlatformOrganization } from './queries';

const route = getRouteApi('/signed-in/operator');

const STATES = [
  { value: '', label: 'Active' },
  { value: 'true', label: 'Deleted' },
] as const;

/** All organizations, searched by name, owner's address or id; active or deleted ones. */
export function OrganizationsTable() {
  const search = route.useSearch();
  const pages = useInfiniteQuery(platformOrganizationsQuery(search));
  const [managed, setManaged] = useState<PlatformOrganization | null>(null);
  return (
    <section className="card" aria-label="Organizations">
      <ListFilters
        label="Organizations"
        search={search}
        box={{ label: 'Search organizations', placeholder: 'Name, owner’s email or ID' }}
        selects={[{ name: 'deleted', label: 'Show', choices: STATES }]}
      />
      <PagedTable
        caption="Organizations"
        columns={[
          'Organization',
          'Plan',
          { label: 'Seats used', isNumber: true },
          'Owner',
          'Last activity',
          search.deleted ? 'Permanent deletion' : 'Created',
          ACTIONS,
        ]}
        pages={pages}
        skeletons={6}
        empty="No organizations match your search."
      >
        {(organization, place) => (
          <OrganizationRow organization={organization} search={search.q} place={place} onManage={setManaged} />
        )}
      </PagedTable>
      {managed && (
        <ManageDialog
          organization={managed}
          onClose={() => {
            setManaged(null);
          }}
        />
      )}
    </section>
  );
}

interface OrganizationRowProps {
  readonly organization: PlatformOrganization;
  /** What was searched for: it is marked. */
  readonly search: string | undefined;
  readonly place: RowPlace | undefined;
  readonly onManage: (organization: PlatformOrganization) => void;
}

function OrganizationRow({ organization, search, place, onManage }: OrganizationRowProps) {
  const { name, slug, plan, status, seatsUsed, owner, lastActiveAt, createdAt, purgeAt } = organization;
  return (
    <tr {...rowPlace(place)}>
      <th scope="row" className="whole">
        <span className="selector__text">
          <span className="truncate strong">
            <Highlight text={name} search={search} />
          </span>
          <span className="truncate small quiet">
            <Highlight text={slug} search={search} />
          </span>
        </span>
      </th>
      <td data-label="Plan">
        {PLAN_NAMES[plan]}
        {status !== 'active' && <span className="badge badge--warn">{SUBSCRIPTION_STATUS[status]}</span>}
      </td>
      <td data-label="Seats used" className="number">
        {seatsUsed.toLocaleString()}
      </td>
      <td data-label="Owner">
        {owner ? (
          <span className="selector__text">
            <span className="truncate">{owner.name}</span>
            <span className="truncate small quiet">
              <Highlight text={owner.email} search={search} />
            </span>
          </span>
        ) : (
          'No owner'
        )}
      </td>
      <td data-label="Last activity">{lastActiveAt === null ? 'Never' : <Ago at={lastActiveAt} />}</td>
      <td data-label={purgeAt === null ? 'Created' : 'Permanent deletion'}>
        <Day at={purgeAt ?? createdAt} />
      </td>
      <td className="narrow actions">
        {purgeAt === null ? (
          <Button
            size="small"
            aria-label={`Manage ${name}`}
            onPress={() => {
              onManage(organization);
            }}
          >
            Manage
          </Button>
        ) : (
          <RestoreButton organization={organization} />
        )}
      </td>
    </tr>
  );
}
