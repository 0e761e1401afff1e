import { getRouteApi } from '@tanstack/react-router';
import { monthAt } from '../../shared/fiscal-year';
import { useOrganization } from '../../shared/use-organization';
import type { RangeName } from './analytics-search';
import { daysOfRange, type OpenDays } from './ranges';

const route = getRouteApi('/signed-in/o/$organizationId/analytics');

interface Range {
  readonly name: RangeName | 'custom';
  readonly days: OpenDays;
}

/** The days of the key figures and of the team: those in the URL, or those of the named range. */
export function useRange(): Range {
  const { range, from, to } = route.useSearch();
  const { timezone, fiscalYearStartMonth } = useOrganization();
  if (from !== undefined || to !== undefined) return { name: 'custom', days: { from, to } };
  const name = range ?? 'this-quarter';
  return { name, days: daysOfRange(name, monthAt(new Date(), timezone), fiscalYearStartMonth) };
}
