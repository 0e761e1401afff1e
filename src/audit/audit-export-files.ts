import { BYTE_ORDER_MARK } from '../platform/csv/byte-order-mark.js';
import { toCsv } from '../platform/csv/csv-lines.js';
import { escapeFormula } from '../platform/csv/formula.policy.js';
import { toLocalIso } from '../platform/time/local-iso.js';
import type { AuditAction } from './audit-actions.js';
import type { AuditEventDto } from './dto/audit-event.dto.js';

/** The number of events in a file, in total and by action. */
export interface ExportCounts {
  readonly events: number;
  readonly byAction: Readonly<Partial<Record<AuditAction, number>>>;
}

/** How an export is written as a file: what is before the events, the events of one page, and the trailer. */
export interface ExportFile {
  readonly type: 'text/csv' | 'application/x-ndjson';
  readonly name: string;
  readonly head: string;
  readonly writeEvents: (events: readonly AuditEventDto[], timezone: string) => string;
  readonly writeTrailer: (counts: ExportCounts) => string;
}

export type ExportFormat = 'csv' | 'ndjson';

const CSV_COLUMNS = [
  'id',
  'at',
  'action',
  'actorKind',
  'actorId',
  'actorName',
  'targetKind',
  'targetId',
  'targetName',
  'changes',
  'ip',
  'requestId',
] as const;

export const EXPORT_FILES: Readonly<Record<ExportFormat, ExportFile>> = {
  csv: {
    type: 'text/csv',
    name: 'audit-events.csv',
    head: BYTE_ORDER_MARK + toCsv([CSV_COLUMNS]),
    writeEvents: (events, timezone) => toCsv(events.map((event) => cellsOf(event, timezone))),
    writeTrailer: ({ events, byAction }) => toCsv([trailerCells(events, byAction)]),
  },
  ndjson: {
    type: 'application/x-ndjson',
    name: 'audit-events.ndjson',
    head: '',
    writeEvents: (events) => events.map((event) => `${JSON.stringify(event)}\n`).join(''),
    // No event has this property, and a trailer has no other.
    writeTrailer: (counts) => `${JSON.stringify({ trailer: counts })}\n`,
  },
};

function cellsOf({ id, at, action, actor, target, changes, ip, requestId }: AuditEventDto, timezone: string): string[] {
  const texts = [
    action,
    actor.kind,
    actor.id ?? '',
    actor.name,
    target.kind,
    target.id ?? '',
    target.name ?? '',
    Object.keys(changes).length === 0 ? '' : JSON.stringify(changes),
    ip ?? '',
    requestId ?? '',
  ];
  return [id, toLocalIso(at, timezone), ...texts.map(escapeFormula)];
}

/** A row as wide as the others, for programs that insist on that. No event's ID begins with a number sign. */
function trailerCells(events: number, byAction: ExportCounts['byAction']): string[] {
  return CSV_COLUMNS.map((column) => {
    if (column === 'id') return `# events: ${events}`;
    return column === 'changes' ? JSON.stringify(byAction) : '';
  });
}
