import { ListEnd } from './ListEnd';
import type { ListPages } from './use-near-end';

interface LoadMoreProps {
  readonly pages: ListPages;
  /** How many rows are shown, where the list says so. */
  readonly shown?: { readonly rows: number; readonly pages: number };
}

/** The end of a list that has more, or had: how many rows are shown, and whether these are all. A list of one page ends by itself. */
export function LoadMore({ pages, shown }: LoadMoreProps) {
  const isLong = shown !== undefined && shown.pages > 1;
  if (!pages.hasNextPage && !isLong) return null;
  return (
    <ListEnd pages={pages}>
      {shown && (
        <span role="status">
          {pages.hasNextPage
            ? `${shown.rows.toLocaleString()} shown so far`
            : `End of the list: ${shown.rows.toLocaleString()} shown`}
        </span>
      )}
    </ListEnd>
  );
}
