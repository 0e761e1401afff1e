/** The filters of the analytics, as they are in the URL. */
interface AnalyticsSearch {
  readonly tab?: 'team';
  readonly fiscalYear?: number;
  readonly range?: RangeName;
  readonly from?: string;
  readonly to?: string;
  readonly sort?: TeamSort;
  /** Part of a member's name. */
  readonly q?: string;
}

/** The ranges that follow the calendar; without one, and without days, it is this quarter. */
export const RANGE_NAMES = [
  'this-month',
  'last-month',
  'this-quarter',
  'last-quarter',
  'this-year',
  'last-year',
] as const;
export type RangeName = (typeof RANGE_NAMES)[number];

export const TEAM_COLUMNS = ['name', 'revenueClosed', 'dealsWon', 'pipelineCreated', 'callsMade'] as const;
export type TeamColumn = (typeof TEAM_COLUMNS)[number];
export type TeamSort = `${'' | '-'}${TeamColumn}`;

const SORTS: readonly TeamSort[] = TEAM_COLUMNS.flatMap((name): TeamSort[] => [name, `-${name}`]);

/** Reads the valid parameters of a URL; without any, the current fiscal year and quarter are shown. */
export function readAnalyticsSearch(search: Record<string, unknown>): AnalyticsSearch {
  const year = Number(search.fiscalYear);
  const from = dayIn(search.from);
  const to = dayIn(search.to);
  const range = RANGE_NAMES.find((one) => one === search.range);
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).slice(0, 200) : '';
  const sort = SORTS.find((one) => one === search.sort);
  return {
    ...(search.tab === 'team' ? { tab: 'team' } : {}),
    ...(Number.isInteger(year) && year >= 1970 && year <= 9998 ? { fiscalYear: year } : {}),
    ...(range ? { range } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(sort ? { sort } : {}),
    ...(q ? { q } : {}),
  };
}

function dayIn(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}
