import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import { ExportPages } from '../platform/http/export-pages.js';
import { streamFile } from '../platform/http/stream-file.js';
import type { AuditAction } from './audit-actions.js';
import { AuditEvents } from './audit-events.service.js';
import { EXPORT_FILES, type ExportFile, type ExportFormat } from './audit-export-files.js';
import { AuditLog } from './audit-log.js';
import type { AuditEventDto, AuditExportQueryDto } from './dto/audit-event.dto.js';

/** The number of events in memory at a time. A page is written without a pause, so it must not take long. */
const PAGE = 500;
/** Exports the audit log as a file. */
@Injectable()
export class AuditExports {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly events: AuditEvents,
    private readonly audit: AuditLog,
    private readonly pages: ExportPages,
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
    const pages = await this.pages.begin(auth.organizationId, (cursor) =>
      this.events.readPage(auth, filters, { limit: PAGE, ...cursor }),
    );
    await this.recordExport(auth, format, query);
    const file = EXPORT_FILES[format];
    await streamFile(response, file, writeFile(auth, file, pages));
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
}

/** The parts of the file, with its counts at the end. */
async function* writeFile(
  auth: AuthorizedContext,
  file: ExportFile,
  pages: AsyncIterable<readonly AuditEventDto[]>,
): AsyncGenerator<string> {
  const byAction: Partial<Record<AuditAction, number>> = {};
  let written = 0;
  if (file.head !== '') yield file.head;
  for await (const events of pages) {
    written += events.length;
    for (const { action } of events) byAction[action] = (byAction[action] ?? 0) + 1;
    yield file.writeEvents(events, auth.organization.timezone);
  }
  yield file.writeTrailer({ events: written, byAction });
}
