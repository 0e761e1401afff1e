import type { AmountUnit, DecimalMark } from '../rows/amount.policy.js';
import type { DateOrder } from '../rows/date.policy.js';

/** A column of a file. */
export interface FormColumn {
  readonly heading: string;
  /** The field that it is mapped to; null: it is not imported. */
  readonly field: string | null;
  /** The order of day and month, if the column has dates with slashes. */
  readonly dates?: DateOrder | null;
}

/** How a file is read; stored with its import. */
export interface ImportForm {
  readonly columns: readonly FormColumn[];
  /** Rows before the first data row. */
  readonly rowsBefore: number;
  /** Null: the file does not have amounts. */
  readonly amountUnit: AmountUnit | null;
  readonly decimalMark: DecimalMark | null;
  /** Whether the columns are exactly those of an export. */
  readonly isExport: boolean;
}

/** How the previous version read files: it stored only the names of their columns. */
export function formOfNames(names: readonly string[]): ImportForm {
  return {
    columns: names.map((name) => ({ heading: name, field: name })),
    rowsBefore: 1,
    amountUnit: 'minor',
    decimalMark: null,
    isExport: false,
  };
}
