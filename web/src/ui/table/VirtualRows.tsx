import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { Fragment, useCallback, useRef, type ReactNode } from 'react';
import { useDistanceFromTop } from './use-distance-from-top';
import { useIsPrinting } from './use-is-printing';
import { useKeptRow } from './use-kept-row';

/** How many rows are rendered above and below the visible ones. */
const OVERSCAN = 8;

/** What a row gets from the table: its position, and the function that measures it. */
export interface RowPlace {
  /** Its number in the table's body, from 0. */
  readonly index: number;
  readonly measure: (row: HTMLTableRowElement | null) => void;
}

interface VirtualRowsProps<Row extends { readonly id: string }> {
  readonly rows: readonly Row[];
  readonly columns: number;
  /** About how high a row is, until it is measured. */
  readonly height: number;
  /** A list of at most so many rows is rendered as a whole: the browser can search all of it. */
  readonly wholeUpTo?: number;
  readonly children: (row: Row, place: RowPlace) => ReactNode;
}

/**
 * A table's body that renders only the visible rows, and all of them while it is printed; the page scrolls. The table has the number of all rows (`aria-rowcount`),
 * and each row its position ({@link rowPlace}).
 */
export function VirtualRows<Row extends { readonly id: string }>(props: VirtualRowsProps<Row>) {
  const { rows, columns, height, wholeUpTo = 0, children } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const kept = useKeptRow(body, rows);
  const scrollMargin = useDistanceFromTop(body);
  const isWhole = useIsPrinting() || rows.length <= wholeUpTo;
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count: rows.length,
    overscan: OVERSCAN,
    scrollMargin,
    estimateSize: () => height,
    // Another function would measure everything again.
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    rangeExtractor: (range) => (isWhole ? [...rows.keys()] : withKept(defaultRangeExtractor(range), kept)),
  });
  const rendered = virtualizer.getVirtualItems();
  const end = rendered.at(-1)?.end ?? scrollMargin;
  return (
    <tbody ref={body}>
      {rendered.map(({ index, key, start }, position) => {
        const row = rows[index];
        return (
          row && (
            <Fragment key={key}>
              <Gap height={start - (rendered[position - 1]?.end ?? scrollMargin)} columns={columns} />
              {children(row, { index, measure: virtualizer.measureElement })}
            </Fragment>
          )
        );
      })}
      <Gap height={virtualizer.getTotalSize() + scrollMargin - end} columns={columns} />
    </tbody>
  );
}

/** A row's attributes: its position for screen readers and for the table, which measures it; none where all rows are drawn. */
export function rowPlace(place: RowPlace | undefined) {
  if (!place) return {};
  const { index, measure } = place;
  // The head is the first row of the table.
  return { ref: measure, 'data-index': index, 'aria-rowindex': index + 2 } as const;
}

/** The space of rows that are not rendered. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr className="gap" aria-hidden>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function withKept(indexes: number[], kept: number | null): number[] {
  if (kept === null || indexes.includes(kept)) return indexes;
  return [...indexes, kept].sort((a, b) => a - b);
}
