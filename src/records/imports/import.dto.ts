import { AuditActorDto } from '../../audit/dto/audit-event.dto.js';

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

  /** @example "email: Give one e-mail address, such as ada@example.com." */
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
