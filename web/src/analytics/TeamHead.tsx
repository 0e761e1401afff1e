import { getRouteApi } from '@tanstack/react-router';
import { SortButton } from '../ui/SortButton';
import { TEAM_COLUMNS, type TeamColumn, type TeamSort } from './analytics-search';

const route = getRouteApi('/signed-in/o/$organizationId/analytics');

const NAMES: Readonly<Record<TeamColumn, string>> = {
  name: 'Member',
  revenueClosed: 'Revenue closed',
  dealsWon: 'Deals won',
  pipelineCreated: 'Pipeline created',
  callsMade: 'Calls made',
};

/** The heads of the team's columns, each sorts. */
export function TeamHead({ sort }: { readonly sort: TeamSort }) {
  const navigate = route.useNavigate();
  return (
    <thead>
      <tr>
        {TEAM_COLUMNS.map((column) => (
          <SortButton
            key={column}
            name={column}
            sort={sort}
            // Of figures the greatest is asked for first, of names the first.
            isDownFirst={column !== 'name'}
            isNumber={column !== 'name'}
            onSort={(next) => {
              void navigate({ search: (before) => ({ ...before, sort: next }), replace: true });
            }}
          >
            {NAMES[column]}
          </SortButton>
        ))}
      </tr>
    </thead>
  );
}
