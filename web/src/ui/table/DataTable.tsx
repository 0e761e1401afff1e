import type { ReactNode } from 'react';
import { SkeletonRows } from '../feedback/Skeleton';
import { SortButton } from './SortButton';
import { SortBy } from './SortBy';
import type { Sort, SortColumn } from './sorting';

/** A column's head: its text, or its text and how it is shown. */
export type Column =
  | string
  | {
      readonly label: string;
      readonly isNumber?: boolean;
      /** Read out, and not visible: the cells below are clear enough. */
      readonly isHidden?: boolean;
      /** For a width of its own. */
      readonly className?: string;
    };

/** A column that the table can be sorted by. */
interface SortedColumn<Name extends string> {
  readonly sortedBy: Name;
  readonly className?: string;
}

/** The column of the actions on a row. */
export const ACTIONS: Column = { label: 'Actions', isHidden: true };

/** The same where each row has one button, which opens a menu. */
export const MENU: Column = { label: 'Actions', isHidden: true, className: 'cell-menu' };

/** By what a table is sorted, and the columns that can be chosen for it. */
interface Sorting<Name extends string> {
  readonly columns: readonly SortColumn<Name>[];
  readonly sort: Sort<Name>;
  readonly onSort: (sort: Sort<Name>) => void;
}

interface DataTableProps<Name extends string> {
  /** What the table shows: read out, and not visible. */
  readonly caption: string;
  /** The name of a column to sort by, or another column. */
  readonly columns: readonly (Column | SortedColumn<Name>)[];
  readonly sorting?: Sorting<Name>;
  readonly isLoading: boolean;
  /** How many rows are drawn while the table is loading. */
  readonly skeletons: number;
  /** On a phone: the cells of a card in two columns, each as wide as its text, or each with its label. */
  readonly cards?: 'columns' | 'flow' | 'labelled';
  /** How many rows there are, where not all of them are drawn; unknown while the list has more to load. */
  readonly rowCount?: number | 'unknown' | undefined;
  /** A body that draws its own rows, such as `VirtualRows`. */
  readonly body?: ReactNode;
  readonly children?: ReactNode;
}

const CARDS = { columns: '', flow: ' table--flow', labelled: ' table--labelled' } as const;

/** A table with its column heads; on a phone each row is a card. */
export function DataTable<Name extends string = never>(props: DataTableProps<Name>) {
  const { caption, columns, sorting, isLoading, skeletons, cards = 'columns', rowCount, body, children } = props;
  return (
    <div className="table-box">
      {sorting && <SortBy {...sorting} />}
      <table
        className={`table table--cards${CARDS[cards]}`}
        aria-busy={isLoading}
        {...(rowCount === undefined ? {} : { 'aria-rowcount': rowCount === 'unknown' ? -1 : rowCount + 1 })}
      >
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr {...(body === undefined ? {} : { 'aria-rowindex': 1 })}>
            {columns.map((column) => (
              <Head key={nameOf(column)} column={column} sorting={sorting} />
            ))}
          </tr>
        </thead>
        {body}
        {(body === undefined || isLoading) && (
          <tbody>
            {isLoading && <SkeletonRows rows={skeletons} columns={columns.length} />}
            {children}
          </tbody>
        )}
      </table>
    </div>
  );
}

interface HeadProps<Name extends string> {
  readonly column: Column | SortedColumn<Name>;
  readonly sorting: Sorting<Name> | undefined;
}

function Head<Name extends string>({ column, sorting }: HeadProps<Name>) {
  if (typeof column === 'string') return <th scope="col">{column}</th>;
  if ('sortedBy' in column) {
    const sorted = sorting?.columns.find(({ name }) => name === column.sortedBy);
    const { className } = column;
    return (
      sorting &&
      sorted && (
        <SortButton
          column={sorted}
          sort={sorting.sort}
          onSort={sorting.onSort}
          {...(className === undefined ? {} : { className })}
        />
      )
    );
  }
  const { label, isNumber = false, isHidden = false, className = isNumber ? 'number' : undefined } = column;
  return (
    <th scope="col" {...(className === undefined ? {} : { className })}>
      {isHidden ? <span className="visually-hidden">{label}</span> : label}
    </th>
  );
}

function nameOf(column: Column | { readonly sortedBy: string }): string {
  if (typeof column === 'string') return column;
  return 'sortedBy' in column ? column.sortedBy : column.label;
}
