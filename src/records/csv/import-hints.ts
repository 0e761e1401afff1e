/** The texts of a row by field. */
export type RowTexts = Readonly<Record<string, string>>;

/** What imports know of a kind beside its columns: how other programs call its fields and their values. */
export interface ImportHints {
  /** Fields that only a file has, from which those of the record are put together. */
  readonly fields: readonly string[];
  /** Fields of a record that may be put together from several of a file. */
  readonly parts: Readonly<Record<string, readonly string[]>>;
  /** By field, the headings of other programs' exports; of several in one file the earlier one counts. */
  readonly headings: Readonly<Record<string, readonly string[]>>;
  /** By field, what other programs' values mean; both are compared without case, blanks and punctuation. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By field, what is said to people of a value that the rules of `POST` refuse, where their own sentence is for programs. */
  readonly refusals: Readonly<Record<string, string>>;
  /** Puts the fields of a record together from those of a file. */
  combine?(texts: RowTexts, headings: RowTexts): RowTexts;
}

/** A heading or value as it is compared: letters and digits alone, in lower case. */
export function compared(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A heading as it is compared with the names of fields: without case and blanks. */
export function withoutCaseAndBlanks(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
}

/** Headings under which the common programs export whoever owns a record. */
export const OWNER_HEADINGS = ['Owner', 'Owner Email', 'Record Owner', 'Owner Name'];

/** The values of a field under their own names. */
export function ownValues(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value) => [value, value]));
}
