import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import { FairRunner } from '../platform/fair/fair-runner.js';
import { requestEnded } from '../platform/http/request-context.js';
import { streamFile } from '../platform/http/stream-file.js';
import type { Page } from '../platform/lists/keyset.js';
import type { AuditAction } from './audit-actions.js';
import type { AuditFilters } from './audit-event-sql.js';
import { AuditEvents } from './audit-events.service.js';
import { EXPORT_FILES, type ExportFile, type ExportFormat } from './audit-export-files.js';
import { AuditLog } from './audit-log.js';
import type { AuditEventDto, AuditExportQueryDto } from './dto/audit-event.dto.js';

/** The number of events in memory at a time. A page is written without a pause, so it must not take long. */
const PAGE = 500;
/** The number of pages that are read at once; the number of exports under way limits how many can wait. */
const PAGES = { running: 2, runningPerKey: 1, waiting: Infinity, waitingPerKey: Infinity };

/**
 * Exports the audit log as a file. It is read page by page, each with its own authorization, as fast as the client reads: no
 * transaction waits for a slow client, a caller who is removed meanwhile gets no further page, and a client that disconnects
 * ends the reading. The organizations alternate page by page.
 */
@Injectable()
export class AuditExports {
  private readonly runner = new FairRunner(PAGES);

  constructor(
    private readonly tenants: TenantDatabase,
    private readonly events: AuditEvents,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The first page is read before the export is recorded, so that a file does not contain its own event.
   *
   * @throws 422 for an invalid filter, before the file begins
   */
  async stream(
    auth: AuthorizedContext,
    format: ExportFormat,
    query: AuditExportQueryDto,
    response: Response,
  ): Promise<void> {
    const filters = await this.events.filtersOf(auth, query);
    const ended = requestEnded();
    const readPage = (cursor: string | null) => this.readPage(auth, filters, cursor, ended);
    const first = await readPage(null);
    await this.recordExport(auth, format, query);
    const file = EXPORT_FILES[format];
    await streamFile(response, file, writeFile(auth, file, first, readPage));
  }

  private async recordExport(auth: AuthorizedContext, format: ExportFormat, query: AuditExportQueryDto): Promise<void> {
    const filters = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
    await this.tenants.write(auth, (tx) => {
      this.audit.recordAuditEvent(tx, {
        action: 'audit_log.exported',
        actor: auth.actor,
        target: { kind: 'organization', id: auth.organizationId, name: auth.organization.name },
        changes: {
          format: { from: null, to: format },
          ...(Object.keys(filters).length === 0 ? {} : { filters: { from: null, to: filters } }),
        },
      });
      return Promise.resolve();
    });
  }

  private readPage(
    auth: AuthorizedContext,
    filters: AuditFilters,
    cursor: string | null,
    ended: AbortSignal,
  ): Promise<Page<AuditEventDto>> {
    const options = { limit: PAGE, ...(cursor === null ? {} : { cursor }) };
    const read = (): Promise<Page<AuditEventDto>> => this.events.readPage(auth, filters, options);
    return this.runner.run(auth.organizationId, read, ended);
  }
}

/** The parts of the file, with its counts at the end. */
async function* writeFile(
  auth: AuthorizedContext,
  file: ExportFile,
  first: Page<AuditEventDto>,
  readPage: (cursor: string) => Promise<Page<AuditEventDto>>,
): AsyncGenerator<string> {
  const byAction: Partial<Record<AuditAction, number>> = {};
  let [page, events] = [first, 0];
  if (file.head !== '') yield file.head;
  for (;;) {
    events += page.data.length;
    for (const { action } of page.data) byAction[action] = (byAction[action] ?? 0) + 1;
    if (page.data.length > 0) yield file.writeEvents(page.data, auth.organization.timezone);
    if (page.nextCursor === null) break;
    page = await readPage(page.nextCursor);
  }
  yield file.writeTrailer({ events, byAction });
}
