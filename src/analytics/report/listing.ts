/** A table of the PDF report. */
export interface Listing {
  readonly heading: string;
  readonly head: readonly string[];
  readonly rows: readonly ListingRow[];
}

/** A row of a table. */
export interface ListingRow {
  readonly cells: readonly string[];
  readonly marked: boolean;
  /** A total. */
  readonly strong?: boolean;
  /** The length of a bar below the second cell, as a part of its width; left out: none. */
  readonly bar?: number;
}
