import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { DataTable, type Column } from './DataTable';
import { ListState } from './ListState';

interface PagedTableProps<Row extends { readonly id: string }> {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly pages: UseInfiniteQueryResult<InfiniteData<{ readonly data: readonly Row[] }>>;
  /** One sentence, and what to do, where the list is empty. */
  readonly empty: ReactNode;
  readonly skeletons?: number;
  /** A row as the table shows it. */
  readonly children: (row: Row) => ReactNode;
}

/** A list of the API as a table inside a card. */
export function PagedTable<Row extends { readonly id: string }>(props: PagedTableProps<Row>) {
  const { caption, columns, pages, empty, skeletons = 3, children } = props;
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <ListState
      query={pages}
      isLoading={pages.isPending}
      isEmpty={rows.length === 0}
      empty={<p className="empty">{empty}</p>}
      pages={pages}
    >
      <DataTable caption={caption} columns={columns} isLoading={pages.isPending} skeletons={skeletons} cards="flow">
        {rows.map((row) => (
          <Fragment key={row.id}>{children(row)}</Fragment>
        ))}
      </DataTable>
    </ListState>
  );
}
