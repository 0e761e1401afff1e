import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { DataTable, type Column } from './DataTable';
import { ListState } from './ListState';
import { VirtualRows, type RowPlace } from './VirtualRows';

interface PagedTableProps<Row extends { readonly id: string }> {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly pages: UseInfiniteQueryResult<InfiniteData<{ readonly data: readonly Row[] }>>;
  /** One sentence, and what to do, where the list is empty. */
  readonly empty: ReactNode;
  readonly skeletons?: number;
  /** All rows are drawn: a dialog scrolls by itself, and only the rows of a page can be drawn in part. */
  readonly isInDialog?: boolean;
  /** A row as the table shows it. */
  readonly children: (row: Row, place?: RowPlace) => ReactNode;
}

/** About how high a row of two lines is. */
const ROW_HEIGHT = 53;

/** Longer lists are drawn in part. */
const WHOLE_UP_TO = 100;

/** A list of the API as a table inside a card; of a long one only the visible rows are drawn. */
export function PagedTable<Row extends { readonly id: string }>(props: PagedTableProps<Row>) {
  const { caption, columns, pages, empty, skeletons = 3, isInDialog = false, children } = props;
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <ListState
      query={pages}
      isLoading={pages.isPending}
      isEmpty={rows.length === 0}
      empty={<p className="empty">{empty}</p>}
      pages={pages}
      shown={{ rows: rows.length, pages: pages.data?.pages.length ?? 0 }}
    >
      <DataTable
        caption={caption}
        columns={columns}
        isLoading={pages.isPending}
        skeletons={skeletons}
        cards="flow"
        {...(isInDialog
          ? { children: rows.map((row) => <Fragment key={row.id}>{children(row)}</Fragment>) }
          : {
              rowCount: pages.hasNextPage ? 'unknown' : rows.length,
              body: (
                <VirtualRows rows={rows} columns={columns.length} height={ROW_HEIGHT} wholeUpTo={WHOLE_UP_TO}>
                  {children}
                </VirtualRows>
              ),
            })}
      />
    </ListState>
  );
}
