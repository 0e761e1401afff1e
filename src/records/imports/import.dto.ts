import { ApiProperty } from '@nestjs/swagger';
import { AuditActorDto } from '../../audit/dto/audit-event.dto.js';
import type { AmountUnit, DecimalMark } from './rows/amount.policy.js';
import type { Delimiter } from './file/csv-header.policy.js';
import type { Encoding } from './file/text-encoding.policy.js';

/** The kinds that can be imported and exported as CSV files. */
export type CsvKindName = 'leads' | 'deals' | 'campaigns';

export class ImportProgressDto {
  /**
   * The number of rows of the file; 0 until a worker has counted them.
   * @example 1200
   */
  total: number;

  /**
   * The number of rows that were imported or rejected.
   * @example 1200
   */
  done: number;
}

export class RejectedLineDto {
  /**
   * The line of the file on which the row begins; the first line is 1.
   * @example 17
   */
  line: number;

  /**
   * Why it was rejected, with the heading and the value in the file. For people.
   * @example "“E-Mail” is “ada at example”. Enter one email address, such as ada@example.com."
   */
  detail: string;
}

/** An import of records from a CSV file. */
export class ImportDto {
  /** @example 019ab970-1c00-7000-8000-000000000030 */
  id: string;

  /** @example leads */
  kind: CsvKindName;

  /** @example completed */
  status: 'queued' | 'running' | 'completed' | 'failed';

  progress: ImportProgressDto;

  /** Every rejected row, in the order of lines. */
  rejected: RejectedLineDto[];

  /**
   * Why it failed. The rows imported so far are kept.
   * @example null
   */
  reason: string | null;

  requestedBy: AuditActorDto;

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;

  /** @example 2026-11-24T09:00:01.000Z */
  startedAt: string | null;

  /** @example 2026-11-24T09:00:02.000Z */
  finishedAt: string | null;
}

const ROWS = { type: 'array', items: { type: 'array', items: { type: 'string' } } } as const;

/** A column of a file, with a suggested field. */
export class PreviewedColumnDto {
  /**
   * The heading as in the file, without surrounding spaces; empty if the column has no heading.
   * @example "Full name"
   */
  header: string;

  /**
   * The first value of the column in `rows`; null if it is empty in all of them.
   * @example "Katherine Johnson"
   */
  sample: string | null;

  /**
   * The suggested field for `mapping.columns`; null: no field matches, so leave the column out.
   * @example name
   */
  suggested: string | null;
}

/** An earlier import of the same file. */
export class PreviousImportDto {
  /** @example 019ab970-1c00-7000-8000-000000000030 */
  id: string;

  /** @example completed */
  status: 'queued' | 'running' | 'completed' | 'failed';

  /**
   * The number of records that it created.
   * @example 1197
   */
  created: number;

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;
}

/** A preview of a file. Nothing is imported. */
export class ImportPreviewDto {
  /** @example ; */
  delimiter: Delimiter;

  /** @example utf-8 */
  encoding: Encoding;

  /** In the order of the file. */
  columns: PreviewedColumnDto[];

  /**
   * The first five rows, each with its values in the order of the columns, as in the file.
   */
  @ApiProperty({ ...ROWS, example: [['Katherine Johnson', 'katherine@example.com']] })
  rows: string[][];

  /**
   * The number of rows, without the headings and blank rows.
   * @example 1200
   */
  total: number;

  /**
   * Rows that are rejected with any mapping, because they have more values than columns. At most the first 100.
   */
  rejected: RejectedLineDto[];

  /** The newest import of a file with the same contents and kind that has created records or is not finished; null: none. */
  previousImport: PreviousImportDto | null;

  /**
   * The unit of the suggested amount column: `minor` (cents) if the columns are those of an export, `units` if its first
   * values have decimals or thousands separators; null if it is unknown, or the file does not have amounts.
   * @example null
   */
  amountUnit: AmountUnit | null;
}

/** How the columns of a file are read: the form field `mapping` of an import, as JSON. */
export class ImportMappingDto {
  /**
   * Maps each heading, exactly as in the file, to a field, or to null to leave the column out. A heading that is not listed is
   * matched with the names of the fields without case and spaces.
   * @example { "Full name": "name", "Notes": null }
   */
  @ApiProperty({ selfRequired: false, type: 'object', additionalProperties: { type: 'string', nullable: true } })
  columns?: Record<string, string | null>;

  /**
   * The unit of the amounts: `units` (1234.50) or `minor` (123450).
   * @example units
   */
  amountUnit?: AmountUnit;

  /**
   * The decimal mark of amounts in `units`. Without it, the mark is detected for each amount, and an ambiguous amount is
   * rejected.
   * @example ","
   */
  decimalMark?: DecimalMark;
}
