import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { DataTable, type Column } from './DataTable';
import { QueryFailed } from './LoadFailed';
import { LoadMore } from './LoadMore';

interface PagedTableProps<Row extends { readonly id: string }> {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly pages: UseInfiniteQueryResult<InfiniteData<{ readonly data: readonly Row[] }>>;
  /** One sentence, and what to do, where the list has nothing. */
  readonly empty: ReactNode;
  readonly skeletons?: number;
  /** A row as the table shows it. */
  readonly children: (row: Row) => ReactNode;
}

/** A list of the service inside a card: on its way, empty, refused, or there, with more to load at its foot. */
export function PagedTable<Row extends { readonly id: string }>(props: PagedTableProps<Row>) {
  const { caption, columns, pages, empty, skeletons = 3, children } = props;
  const { data, error, isPending } = pages;
  const rows = data?.pages.flatMap((page) => page.data) ?? [];
  const failed = error && (
    <div className="card__body">
      <QueryFailed query={pages} />
    </div>
  );
  // What is there stays there when more of it, or a newer state, could not be loaded.
  if (failed && rows.length === 0) return failed;
  if (!isPending && rows.length === 0) return <p className="empty">{empty}</p>;
  return (
    <>
      <DataTable caption={caption} columns={columns} isLoading={isPending} skeletons={skeletons} cards="flow">
        {rows.map((row) => (
          <Fragment key={row.id}>{children(row)}</Fragment>
        ))}
      </DataTable>
      {failed}
      <LoadMore pages={pages} />
    </>
  );
}
