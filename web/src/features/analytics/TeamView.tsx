import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useOrganizationId } from '../../shared/use-organization';
import { PersonAvatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { DataTable } from '../../ui/DataTable';
import { DayField } from '../../ui/DayField';
import { QueryFailed } from '../../ui/LoadFailed';
import { formatFigure } from '../../ui/money';
import { sortTeam } from './figures';
import { teamQuery, type TeamMember } from './queries';
import { TEAM_TABLE_COLUMNS, useTeamSort } from './use-team-sort';

const route = getRouteApi('/signed-in/o/$organizationId/analytics');

const COLUMNS = TEAM_TABLE_COLUMNS.map(({ name }) => ({ sortedBy: name }));

/** The results of each member between two days. */
export function TeamView({ isOwn }: { readonly isOwn: boolean }) {
  const { from, to } = route.useSearch();
  const sorting = useTeamSort();
  const query = useQuery(teamQuery(useOrganizationId(), { from, to }));
  const { data } = query;
  return (
    <section className="card" aria-label={isOwn ? 'Your deals and calls' : 'Team'}>
      <RangeOfDays />
      {query.error ? (
        <div className="card__body">
          <QueryFailed query={query} />
        </div>
      ) : (
        <DataTable
          caption={isOwn ? 'Your deals and calls' : 'Results by member'}
          columns={COLUMNS}
          sorting={sorting}
          isLoading={!data}
          skeletons={4}
        >
          {data &&
            sortTeam(data.data, sorting.sort).map((member) => <MemberRow key={member.membershipId} member={member} />)}
        </DataTable>
      )}
    </section>
  );
}

function MemberRow({ member }: { readonly member: TeamMember }) {
  const { name, status, revenueClosed, dealsWon, pipelineCreated, callsMade } = member;
  return (
    <tr>
      <th scope="row" className="whole">
        <span className="row row--tight">
          <PersonAvatar name={name} />
          <span className="selector__text">
            <span className="truncate strong">{name}</span>
            {status === 'removed' && <span className="small quiet">Removed</span>}
          </span>
        </span>
      </th>
      <td className="number" data-label="Revenue closed">
        {formatFigure(revenueClosed)}
      </td>
      <td className="number" data-label="Deals won">
        {dealsWon.toLocaleString()}
      </td>
      <td className="number" data-label="Pipeline created">
        {formatFigure(pipelineCreated)}
      </td>
      <td className="number" data-label="Calls made">
        {callsMade.toLocaleString()}
      </td>
    </tr>
  );
}

/** The days are in the URL; without them the current fiscal quarter is shown. */
function RangeOfDays() {
  const { from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (name: 'from' | 'to') => (day: string) => {
    void navigate({
      search: ({ [name]: _before, ...rest }) => (day === '' ? rest : { ...rest, [name]: day }),
      replace: true,
    });
  };
  const isWholeImage = from === undefined && to === undefined;
  return (
    <div className="card__body range">
      <DayField label="From" value={from ?? ''} onChange={change('from')} {...(to ? { max: to } : {})} />
      <DayField label="To" value={to ?? ''} onChange={change('to')} {...(from ? { min: from } : {})} />
      {isWholeImage ? (
        <p className="small quiet">Showing the current fiscal quarter.</p>
      ) : (
        <Button
          variant="plain"
          onPress={() => {
            void navigate({ search: ({ from: _from, to: _to, ...rest }) => rest });
          }}
        >
          Reset to current fiscal quarter
        </Button>
      )}
    </div>
  );
}
