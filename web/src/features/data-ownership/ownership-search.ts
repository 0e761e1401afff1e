import { OWNED_KINDS, type OwnedKind } from '../../shared/record-kinds';
import type { Sort } from '../../ui/table/sorting';

const STATUSES = ['active', 'removed', 'unassigned'] as const;
export type OwnerStatus = (typeof STATUSES)[number];

export type OwnerSortName = 'owner' | 'total' | OwnedKind;
export type OwnerSort = Sort<OwnerSortName>;

const SORT_NAMES: readonly OwnerSortName[] = ['owner', 'total', ...OWNED_KINDS];

/** The filters and the order of the owners, as they are in the URL. */
export interface OwnershipSearch {
  readonly q?: string;
  readonly owners?: OwnerStatus;
  readonly sort?: OwnerSort;
}

/** Reads the filters of a URL; without any, every owner is shown. */
export function readOwnershipSearch(search: Record<string, unknown>): OwnershipSearch {
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).slice(0, 200) : '';
  const owners = STATUSES.find((status) => status === search.owners);
  const sort = SORT_NAMES.flatMap((name) => [name, `-${name}`] as const).find((one) => one === search.sort);
  return { ...(q ? { q } : {}), ...(owners ? { owners } : {}), ...(sort ? { sort } : {}) };
}
