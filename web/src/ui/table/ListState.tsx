import type { ReactNode } from 'react';
import { QueryFailed, type FailedQuery } from '../feedback/LoadFailed';
import { LoadMore } from './LoadMore';
import type { ListPages } from './use-near-end';

interface ListStateProps {
  /** The query that may have failed; null: none. */
  readonly query: FailedQuery | null;
  readonly isLoading: boolean;
  readonly isEmpty: boolean;
  /** Shown in place of a list without rows. */
  readonly empty: ReactNode;
  /** Where the list goes on; null: it ends. */
  readonly pages: ListPages | null;
  /** How many rows are shown, where the end of the list says so. */
  readonly shown?: { readonly rows: number; readonly pages: number };
  /** The list. */
  readonly children: ReactNode;
}

/** A list inside a card: loading, empty, failed, or with rows and more to load below them. */
export function ListState({ query, isLoading, isEmpty, empty, pages, shown, children }: ListStateProps) {
  const failed = query?.error && (
    <div className="card__body">
      <QueryFailed query={query} />
    </div>
  );
  // Rows stay when more of them, or a newer state, could not be loaded.
  if (failed && isEmpty) return failed;
  return (
    <>
      {isEmpty && !isLoading ? empty : children}
      {failed}
      {pages && <LoadMore pages={pages} {...(shown ? { shown } : {})} />}
    </>
  );
}
