import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useOrganization, useOrganizationId } from '../../shared/use-organization';
import { PersonAvatar } from '../../ui/parts/Avatar';
import { BarTrack } from '../../ui/parts/BarTrack';
import { DataTable } from '../../ui/table/DataTable';
import { Highlight } from '../../ui/table/Highlight';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { columnFormat } from '../../ui/format/money';
import { SearchBox } from '../../ui/form/SearchBox';
import { percent, sortTeam, sumOf } from './figures';
import { teamQuery, type TeamMember } from './queries';
import { formatDays } from './ranges';
import { useRange } from './use-range';
import { useSummary } from './use-summary';
import { TEAM_TABLE_COLUMNS, useTeamSort } from './use-team-sort';

const route = getRouteApi('/signed-in/o/$organizationId/analytics');

const COLUMNS = TEAM_TABLE_COLUMNS.map(({ name }) => ({ sortedBy: name }));

/** The results of each member in the chosen days, with their share of the team's revenue and the total. */
export function TeamView({ isOwn }: { readonly isOwn: boolean }) {
  const { days } = useRange();
  const sorting = useTeamSort();
  const { id, currency } = useOrganization();
  const query = useQuery(teamQuery(id, days));
  const { data } = query;
  const { q = '' } = route.useSearch();
  const range = useSummary().data?.period;
  const team = data?.data.filter(({ name }) => matches(name, q));
  return (
    <section className="card" aria-label={isOwn ? 'Your deals and calls' : 'Team'}>
      <div className="card__body view-head team-head">
        <h2>
          {isOwn ? 'Your deals and calls' : 'Team'}
          {range && `: ${formatDays(range)}`}
        </h2>
        {!isOwn && <TeamSearch />}
      </div>
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
          {team && <TeamRows team={sortTeam(team, sorting.sort)} all={data?.data ?? []} search={q} isOwn={isOwn} />}
        </DataTable>
      )}
      {team?.some(({ dealsWonInOtherCurrencies: others }) => others > 0) && (
        <p className="card__body small quiet">
          Amounts are in {currency}. Deals in other currencies are not converted, and not included in them.
        </p>
      )}
      {team?.length === 0 && q !== '' && <p className="empty">No members match.</p>}
    </section>
  );
}

function TeamSearch() {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div>
      <SearchBox
        label="Search the team"
        placeholder="Search by name"
        value={q}
        onChange={(next) => {
          void navigate({
            search: ({ q: _before, ...rest }) => (next === '' ? rest : { ...rest, q: next }),
            replace: true,
          });
        }}
      />
    </div>
  );
}

function matches(name: string, q: string): boolean {
  return name.toLocaleLowerCase().includes(q.toLocaleLowerCase());
}

interface TeamRowsProps {
  readonly team: readonly TeamMember[];
  /** Also those who do not match the search: a share is that of the whole team. */
  readonly all: readonly TeamMember[];
  /** What was searched for: it is marked. */
  readonly search: string;
  readonly isOwn: boolean;
}

function TeamRows({ team, all, search, isOwn }: TeamRowsProps) {
  const total = totalOf(team);
  const whole = totalOf(all).revenueClosed.amount;
  const shown = [...team, total];
  const format = {
    revenue: columnFormat(shown.map(({ revenueClosed }) => revenueClosed)),
    pipeline: columnFormat(shown.map(({ pipelineCreated }) => pipelineCreated)),
  };
  return (
    <>
      {team.map((member) => (
        <MemberRow
          key={member.membershipId}
          member={member}
          search={search}
          format={format}
          whole={isOwn ? null : whole}
        />
      ))}
      {!isOwn && team.length > 1 && (
        <tr className="total">
          <th scope="row" className="whole">
            Total
          </th>
          <FigureCells figures={total} format={format} whole={whole} />
        </tr>
      )}
    </>
  );
}

type Figures = Pick<
  TeamMember,
  'revenueClosed' | 'dealsWon' | 'dealsWonInOtherCurrencies' | 'pipelineCreated' | 'callsMade'
>;

function totalOf(team: readonly TeamMember[]): Figures {
  const currency = team[0]?.revenueClosed.currency ?? 'EUR';
  return {
    revenueClosed: { amount: sumOf(team.map(({ revenueClosed }) => revenueClosed.amount)), currency },
    dealsWon: sumOf(team.map(({ dealsWon }) => dealsWon)),
    dealsWonInOtherCurrencies: sumOf(team.map((member) => member.dealsWonInOtherCurrencies)),
    pipelineCreated: { amount: sumOf(team.map(({ pipelineCreated }) => pipelineCreated.amount)), currency },
    callsMade: sumOf(team.map(({ callsMade }) => callsMade)),
  };
}

type Format = (money: TeamMember['revenueClosed']) => string;

interface FormatProps {
  readonly format: { readonly revenue: Format; readonly pipeline: Format };
  /** The revenue of the whole team; null: no share is shown. */
  readonly whole: number | null;
}

interface MemberProps {
  readonly member: TeamMember;
  readonly search: string;
}

function MemberRow({ member, search, ...props }: FormatProps & MemberProps) {
  const { name, status } = member;
  return (
    <tr>
      <th scope="row" className="whole">
        <span className="row row--tight">
          <PersonAvatar name={name} />
          <span className="selector__text">
            {props.whole === null ? (
              <span className="truncate strong">{name}</span>
            ) : (
              <MemberLink member={member} search={search} />
            )}
            {status === 'removed' && <span className="small quiet">Removed</span>}
          </span>
        </span>
      </th>
      <FigureCells figures={member} {...props} />
    </tr>
  );
}

/** Leads to the person's panel on the members page. */
function MemberLink({ member: { membershipId, name }, search }: MemberProps) {
  const organizationId = useOrganizationId();
  return (
    <Link
      to="/o/$organizationId/settings/members"
      params={{ organizationId }}
      search={{ person: membershipId }}
      className="truncate strong team-link"
    >
      <Highlight text={name} search={search} />
    </Link>
  );
}

function FigureCells({ figures, format, whole }: FormatProps & { readonly figures: Figures }) {
  const { revenueClosed, dealsWon, dealsWonInOtherCurrencies: others, pipelineCreated, callsMade } = figures;
  const share = whole === null || whole === 0 ? null : revenueClosed.amount / whole;
  return (
    <>
      <td className="number" data-label="Revenue closed">
        {format.revenue(revenueClosed)}
        {share !== null && (
          <span className="share">
            <BarTrack percentage={share * 100} />
            <span className="small quiet">{percent(share)}</span>
          </span>
        )}
      </td>
      <td className="number" data-label="Deals won">
        {dealsWon.toLocaleString()}
        {others > 0 && <span className="small quiet team-others">{others.toLocaleString()} in other currencies</span>}
      </td>
      <td className="number" data-label="Pipeline created">
        {format.pipeline(pipelineCreated)}
      </td>
      <td className="number" data-label="Calls made">
        {callsMade.toLocaleString()}
      </td>
    </>
  );
}
