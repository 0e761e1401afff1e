import { Controller, Get, Inject, Query, Res, type Type } from '@nestjs/common';
import { ApiTags, OmitType } from '@nestjs/swagger';
import type { Response } from 'express';
import { Auth } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { RequirePermission } from '../../access/access-rules.js';
import { LimitConcurrency } from '../../access/route-metadata.js';
import { EXPORTS_AT_ONCE } from '../../platform/http/concurrency-limiter.js';
import type { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { Describe } from '../../platform/openapi/describe.js';
import type { RecordKind } from '../kind/record-kind.js';
import { Exports, type ExportFilters } from './exports.service.js';

/** The operation that exports a kind. It is the same for every kind. */
export function exportController(kind: RecordKind): Type<object> {
  // The query of every kind extends that of a list.
  class ExportQuery extends OmitType(kind.queryDto as Type<ListQueryDto>, ['limit', 'cursor'] as const) {}

  @ApiTags('Import and export')
  @Controller(`organizations/:organizationId/exports/${kind.name}.csv`)
  class ExportController {
    constructor(@Inject(Exports) private readonly exports: Exports) {}

    @Get()
    @RequirePermission(kind.view)
    @LimitConcurrency(EXPORTS_AT_ONCE)
    @Describe({
      id: `${kind.name}.export`,
      summary: `Export ${kind.name} as a CSV file`,
      description:
        `All ${kind.name} that the list returns with these filters, in the same order. Times are in the organization's timezone ` +
        'with their offset. A text that a spreadsheet would evaluate as a formula is prefixed with an apostrophe, which an import ' +
        'removes again. If an export cannot be completed, the connection is aborted, so that it cannot be mistaken for a complete file.',
      file: 'text/csv',
    })
    async read(@Auth() auth: AuthorizedContext, @Query() query: ExportQuery, @Res() response: Response): Promise<void> {
      await this.exports.stream(kind, auth, query as ExportFilters, response);
    }
  }
  const name = `${kind.name.charAt(0).toUpperCase()}${kind.name.slice(1)}ExportController`;
  Object.defineProperty(ExportController, 'name', { value: name });
  return ExportController;
}
