import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import { isDescendingFirst, type Sort, type SortColumn } from './sorting';

interface SortButtonProps<Name extends string> {
  readonly column: SortColumn<Name>;
  readonly sort: Sort<Name>;
  readonly onSort: (sort: Sort<Name>) => void;
  readonly className?: string;
}

/**
 * A column's head that sorts; pressed again it reverses the order. Where the rows are cards it only names the column, and the
 * table is sorted by `SortBy`.
 */
export function SortButton<Name extends string>({ column, sort, onSort, className }: SortButtonProps<Name>) {
  const { name, label, type } = column;
  const isDown = sort === `-${name}`;
  const isOn = isDown || sort === name;
  const Icon = isOn ? (isDown ? ArrowDown : ArrowUp) : ArrowUpDown;
  const goesDown = isOn ? !isDown : isDescendingFirst(column);
  return (
    <th
      scope="col"
      {...classOf(type === 'number' ? 'number' : className)}
      {...(isOn ? { 'aria-sort': isDown ? 'descending' : 'ascending' } : {})}
    >
      <button
        type="button"
        className={isOn ? 'sort sort--on' : 'sort'}
        onClick={() => {
          onSort(goesDown ? `-${name}` : name);
        }}
      >
        {label}
        <Icon size={14} aria-hidden />
      </button>
      <span className="sort-name">{label}</span>
    </th>
  );
}

function classOf(className: string | undefined): { className?: string } {
  return className === undefined ? {} : { className };
}
