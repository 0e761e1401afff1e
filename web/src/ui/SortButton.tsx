import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import type { ReactNode } from 'react';

interface SortButtonProps<Name extends string> {
  readonly name: Name;
  /** What the table is sorted by; with a minus the other way round. */
  readonly sort: Name | `-${Name}`;
  readonly onSort: (sort: Name | `-${Name}`) => void;
  readonly isDownFirst?: boolean;
  readonly isNumber?: boolean;
  readonly children: ReactNode;
}

/** A column's head that sorts: pressed once more, the other way round. */
export function SortButton<Name extends string>(props: SortButtonProps<Name>) {
  const { name, sort, onSort, isDownFirst = false, isNumber = false, children } = props;
  const isDown = sort === `-${name}`;
  const isOn = isDown || sort === name;
  const Icon = isOn ? (isDown ? ArrowDown : ArrowUp) : ArrowUpDown;
  const goesDown = isOn ? !isDown : isDownFirst;
  return (
    <th
      scope="col"
      {...(isNumber ? { className: 'number' } : {})}
      {...(isOn ? { 'aria-sort': isDown ? 'descending' : 'ascending' } : {})}
    >
      <button
        type="button"
        className={isOn ? 'sort sort--on' : 'sort'}
        onClick={() => {
          onSort(goesDown ? `-${name}` : name);
        }}
      >
        {children}
        <Icon size={14} aria-hidden />
      </button>
    </th>
  );
}
