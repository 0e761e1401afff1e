import { getRouteApi } from '@tanstack/react-router';
import type { SortColumn } from '../../ui/table/sorting';
import type { TeamColumn, TeamSort } from './analytics-search';

const route = getRouteApi('/signed-in/o/$organizationId/analytics');

/** The columns of the team's table; it can be sorted by each. */
export const TEAM_TABLE_COLUMNS: readonly SortColumn<TeamColumn>[] = [
  { name: 'name', label: 'Member', type: 'text' },
  { name: 'revenueClosed', label: 'Revenue closed', type: 'number' },
  { name: 'dealsWon', label: 'Deals won', type: 'number' },
  { name: 'pipelineCreated', label: 'Pipeline created', type: 'number' },
  { name: 'callsMade', label: 'Calls made', type: 'number' },
];

/** How the team's table is sorted; it is in the URL. */
export function useTeamSort() {
  const { sort = '-revenueClosed' } = route.useSearch();
  const navigate = route.useNavigate();
  return {
    columns: TEAM_TABLE_COLUMNS,
    sort,
    onSort: (next: TeamSort) => {
      void navigate({ search: (before) => ({ ...before, sort: next }), replace: true });
    },
  };
}
