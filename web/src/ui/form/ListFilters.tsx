import type { ReactNode } from 'react';
import { SearchBox } from './SearchBox';

interface ListFiltersProps {
  /** What is searched: the accessible name of the region. */
  readonly label: string;
  readonly searchLabel: string;
  readonly placeholder: string;
  /** The current search text; it is in the URL. */
  readonly value: string | undefined;
  readonly onSearch: (text: string) => void;
  /** Filters beside the search. */
  readonly children?: ReactNode;
}

/** The search of a list, with its filters beside it. */
export function ListFilters({ label, searchLabel, placeholder, value = '', onSearch, children }: ListFiltersProps) {
  return (
    <div className="filters" role="search" aria-label={label}>
      <SearchBox label={searchLabel} placeholder={placeholder} value={value} onChange={onSearch} />
      {children}
    </div>
  );
}
