import { useQuery } from '@tanstack/react-query';
import { useOrganizationId } from '../../shared/use-organization';
import { summaryQuery } from './queries';
import { isEmptySummary } from './summary-text';
import { useRange } from './use-range';

/** The key figures of the chosen days, compared with the days before and with last year. */
export function useSummary() {
  const id = useOrganizationId();
  const { days } = useRange();
  const query = useQuery(summaryQuery(id, days, 'previous_period'));
  const { data: year, isPending } = useQuery(summaryQuery(id, days, 'previous_year'));
  // Both at once, so that no line is added to the tiles later.
  const data = isPending ? undefined : query.data;
  return { query, data, year, isEmpty: data !== undefined && isEmptySummary(data) && (!year || isEmptySummary(year)) };
}
