import type { ReactNode } from 'react';
import { SkeletonRows } from './Skeleton';

/** A column's head: its words, or what else is to be known of it. */
export type Column =
  | string
  | {
      readonly label: string;
      readonly isNumber?: boolean;
      /** Read out, and not shown: the cells below say enough. */
      readonly isHidden?: boolean;
    };

/** The column of what can be done with a row. */
export const ACTIONS: Column = { label: 'Actions', isHidden: true };

interface DataTableProps {
  /** What the table holds: read out, and not shown. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly isLoading: boolean;
  /** How many rows are shown until the true ones are. */
  readonly skeletons: number;
  /** On a phone: two columns, one below the other, or each cell as wide as it is. */
  readonly cards?: 'columns' | 'flow';
  readonly children: ReactNode;
}

/** A table with its heads; on a phone each row is a card of its own. */
export function DataTable({ caption, columns, isLoading, skeletons, cards = 'columns', children }: DataTableProps) {
  return (
    <div className="table-box">
      <table className={`table table--cards${cards === 'flow' ? ' table--flow' : ''}`} aria-busy={isLoading}>
        <caption className="out-of-sight">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={typeof column === 'string' ? column : column.label} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {isLoading && <SkeletonRows rows={skeletons} columns={columns.length} />}
          {children}
        </tbody>
      </table>
    </div>
  );
}

function Head({ column }: { readonly column: Column }) {
  if (typeof column === 'string') return <th scope="col">{column}</th>;
  const { label, isNumber = false, isHidden = false } = column;
  return (
    <th scope="col" {...(isNumber ? { className: 'number' } : {})}>
      {isHidden ? <span className="out-of-sight">{label}</span> : label}
    </th>
  );
}
