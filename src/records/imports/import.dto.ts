import { ApiProperty } from '@nestjs/swagger';
import { AuditActorDto } from '../../audit/dto/audit-event.dto.js';
import type { AmountUnit, DecimalMark } from './amount.policy.js';
import type { Delimiter } from './csv-header.policy.js';
import type { Encoding } from './text-encoding.policy.js';

/** The kinds that CSV files are imported and exported of. */
export type CsvKindName = 'leads' | 'deals' | 'campaigns';

export class ImportProgressDto {
  /**
   * Rows of the file; 0 until a worker has counted them.
   * @example 1200
   */
  total: number;

  /**
   * Rows that were imported or rejected.
   * @example 1200
   */
  done: number;
}

export class RejectedLineDto {
  /**
   * The line of the file on which the row begins; the names of the columns are on line 1.
   * @example 17
   */
  line: number;

  /**
   * Why, for people: with the heading and the value of the file.
   * @example "“E-Mail” is “ada at example”. Enter one email address, such as ada@example.com."
   */
  detail: string;
}

/** Records on their way in from a CSV file. */
export class ImportDto {
  /** @example 019ab970-1c00-7000-8000-000000000030 */
  id: string;

  /** @example leads */
  kind: CsvKindName;

  /** @example completed */
  status: 'queued' | 'running' | 'completed' | 'failed';

  progress: ImportProgressDto;

  /** Every row that was not imported, in the order of lines. */
  rejected: RejectedLineDto[];

  /**
   * Why it failed; the rows that were imported by then stay.
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

/** A column of a file, and the field that it most likely fills. */
export class PreviewedColumnDto {
  /**
   * As it was written, without blanks around it; empty where the column has no heading.
   * @example "Full name"
   */
  header: string;

  /**
   * Its first value among the rows shown; null where they have none.
   * @example "Katherine Johnson"
   */
  sample: string | null;

  /**
   * For `mapping.columns`; null: nothing fits, and the column is best left out.
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
   * How many records it has created.
   * @example 1197
   */
  created: number;

  /** @example 2026-11-24T09:00:00.000Z */
  createdAt: string;
}

/** What a file is, before any of it is imported. */
export class ImportPreviewDto {
  /** @example ; */
  delimiter: Delimiter;

  /** @example utf-8 */
  encoding: Encoding;

  /** In the order of the file. */
  columns: PreviewedColumnDto[];

  /**
   * The first five rows, each with its values in the order of the columns, as they stand in the file.
   */
  @ApiProperty({ ...ROWS, example: [['Katherine Johnson', 'katherine@example.com']] })
  rows: string[][];

  /**
   * Rows of the file, without the headings and blank ones.
   * @example 1200
   */
  total: number;

  /**
   * Rows that an import rejects whatever the mapping is, since they have more values than there are columns: the first hundred.
   */
  rejected: RejectedLineDto[];

  /** The newest import of a file with the very same contents as records of this kind that imported or imports any of it; null: none. */
  previousImport: PreviousImportDto | null;

  /**
   * What the suggested amount column holds: `minor` (cents) where the columns are those of an export, `units` where its first
   * values show decimal places; null where there is none, or where it has to be asked for.
   * @example null
   */
  amountUnit: AmountUnit | null;
}

/** How a file's columns are to be read: the part `mapping` of an import, as JSON. */
export class ImportMappingDto {
  /**
   * By heading, to the letter, the field that the column fills, or null to leave it out. A heading that is not named here is
   * matched with the names of the fields without case and blanks.
   * @example { "Full name": "name", "Notes": null }
   */
  @ApiProperty({ selfRequired: false, type: 'object', additionalProperties: { type: 'string', nullable: true } })
  columns?: Record<string, string | null>;

  /**
   * What the amounts are: `units` (1234.50) or `minor` (123450).
   * @example units
   */
  amountUnit?: AmountUnit;

  /**
   * The mark before decimal places, of amounts in units. Without it each amount is read by itself, and one that could be read
   * in two ways is rejected.
   * @example ","
   */
  decimalMark?: DecimalMark;
}
