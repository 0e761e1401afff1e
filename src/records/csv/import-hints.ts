/** The texts of a row by field. */
export type RowTexts = Readonly<Record<string, string>>;

/**
 * What an import knows about a kind in addition to its columns: the names and values that other programs use for its
 * fields.
 */
export interface ImportHints {
  /** Fields that only occur in files, and from which fields of the record are composed. */
  readonly fields: readonly string[];
  /** Fields of a record that may be composed of several fields of a file. */
  readonly parts: Readonly<Record<string, readonly string[]>>;
  /** By field, the headings in other programs' exports. If a file has several of them, the earlier one is used. */
  readonly headings: Readonly<Record<string, readonly string[]>>;
  /** By field, the meaning of other programs' values. Both are compared without case, spaces and punctuation. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By field, the message for people about a value that `POST` refuses, where the message of the rule is for programs. */
  readonly refusals: Readonly<Record<string, string>>;
  /** Composes the fields of the record from those of the file. */
  combine?(texts: RowTexts, headings: RowTexts): RowTexts;
}

/** A heading or value in its form for comparison: letters and digits only, in lower case. */
export function normalizeForComparison(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A heading in its form for comparison with field names: without case and spaces. */
export function withoutCaseAndSpaces(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
}

/** Headings that the common programs use for the owner of a record. */
export const OWNER_HEADINGS = ['Owner', 'Owner Email', 'Record Owner', 'Owner Name'];

/** Maps the values of a field to themselves. */
export function ownValues(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value) => [value, value]));
}
