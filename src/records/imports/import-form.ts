import type { AmountUnit, DecimalMark } from './amount.policy.js';
import type { DateOrder } from './date.policy.js';

/** A column of a file. */
export interface FormColumn {
  readonly heading: string;
  /** The field that it fills; null: it is passed over. */
  readonly field: string | null;
  /** How its days are written, where it has days that could be read in two ways. */
  readonly dates?: DateOrder | null;
}

/** How a file is read, as it is kept with its import. */
export interface ImportForm {
  readonly columns: readonly FormColumn[];
  /** Rows before the first one with data. */
  readonly rowsBefore: number;
  /** Null: there is no amount. */
  readonly amountUnit: AmountUnit | null;
  readonly decimalMark: DecimalMark | null;
  /** Whether the file's columns are exactly those of an export. */
  readonly isExport: boolean;
}

/** How files were read by the version before, which kept only the names of their columns. */
export function formOfNames(names: readonly string[]): ImportForm {
  return {
    columns: names.map((name) => ({ heading: name, field: name })),
    rowsBefore: 1,
    amountUnit: 'minor',
    decimalMark: null,
    isExport: false,
  };
}
