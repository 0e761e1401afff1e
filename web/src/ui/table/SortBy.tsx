import { useId } from 'react';
import { Select } from '../form/Select';
import { sortsOf, type Sort, type SortColumn } from './sorting';

interface SortByProps<Name extends string> {
  readonly columns: readonly SortColumn<Name>[];
  readonly sort: Sort<Name>;
  readonly onSort: (sort: Sort<Name>) => void;
}

/** Sorts a table by a select above it: shown only where its rows are cards, which have no column heads. */
export function SortBy<Name extends string>({ columns, sort, onSort }: SortByProps<Name>) {
  const id = useId();
  return (
    <div className="sort-by">
      <label className="small quiet" htmlFor={id}>
        Sort by
      </label>
      <Select id={id} choices={sortsOf(columns)} value={sort} onChange={onSort} />
    </div>
  );
}
