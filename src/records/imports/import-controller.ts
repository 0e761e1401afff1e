import { Controller, Get, HttpCode, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Auth, PathId } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { RequirePermission } from '../../access/access-rules.js';
import { LimitConcurrency, TakesBody } from '../../access/route-metadata.js';
import type { ConcurrencyLimit } from '../../platform/http/concurrency-limiter.js';
import type { ImportId } from '../../platform/ids/ids.js';
import { Describe } from '../../platform/openapi/describe.js';
import { EXPORTS_AT_ONCE } from '../../platform/http/concurrency-limiter.js';
import type { RecordKind } from '../kind/record-kind.js';
import { ImportPreviews } from './import-previews.service.js';
import { ImportDto, ImportMappingDto, ImportPreviewDto } from './import.dto.js';
import { importNotFound, tooManyImports } from './import.problems.js';
import { Imports } from './imports.service.js';
import { RejectedRows } from './rejected-rows.service.js';

/** A preview reads a file of up to 100 MB twice, in the one thread that parses those of all organizations. */
const PREVIEWS_AT_ONCE: ConcurrencyLimit = { name: 'previews', perCaller: 2, perOrganization: 4 };

@ApiTags('Import and export')
@Controller('organizations/:organizationId/imports')
export class ImportsController {
  constructor(
    private readonly imports: Imports,
    private readonly rejectedRows: RejectedRows,
  ) {}

  @Get(':importId')
  @RequirePermission('records:edit')
  @Describe({
    id: 'imports.get',
    summary: 'Get an import',
    description:
      'Its progress, and every row rejected so far with its line and the reason. An import of campaigns requires ' +
      '`campaigns:manage`.',
    answer: ImportDto,
    problems: [importNotFound],
  })
  get(@Auth() auth: AuthorizedContext, @PathId('importId') id: ImportId): Promise<ImportDto> {
    return this.imports.get(auth, id);
  }

  @Get(':importId/rejected.csv')
  @RequirePermission('records:edit')
  @LimitConcurrency(EXPORTS_AT_ONCE)
  @Describe({
    id: 'imports.downloadRejected',
    summary: 'Download the rejected rows of an import',
    description:
      'A CSV file with commas: the columns `Line` and `Why it was rejected`, followed by the columns ' +
      'of the file. Correct it and import it again, with a mapping that leaves out the first two columns. The values are kept for ' +
      '30 days, and at most 5 MB of them for one import; without them only line and reason remain. Text that a spreadsheet would evaluate as a formula is prefixed with an ' +
      'apostrophe, as in an export.',
    file: 'text/csv',
    problems: [importNotFound],
  })
  async downloadRejected(
    @Auth() auth: AuthorizedContext,
    @PathId('importId') id: ImportId,
    @Res() response: Response,
  ): Promise<void> {
    await this.rejectedRows.stream(auth, id, response);
  }
}

const FILE = {
  type: 'string',
  format: 'binary',
  example: 'name,email\nKatherine Johnson,katherine@example.com\n',
} as const;

/** The operations that preview and import a file. They differ only in the kind and its permission. */
export function importController(kind: RecordKind): Type<object> {
  @ApiTags('Import and export')
  @Controller(`organizations/:organizationId/imports/${kind.name}`)
  class ImportController {
    constructor(
      @Inject(Imports) private readonly imports: Imports,
      @Inject(ImportPreviews) private readonly previews: ImportPreviews,
    ) {}

    @Post()
    @HttpCode(202)
    @RequirePermission(kind.edit)
    @TakesBody('upload')
    @ApiConsumes('multipart/form-data')
    @ApiExtraModels(ImportMappingDto)
    @ApiBody({
      schema: {
        type: 'object',
        required: ['file'],
        properties: { file: FILE, mapping: { $ref: getSchemaPath(ImportMappingDto) } },
      },
    })
    @Describe({
      id: `${kind.name}.import`,
      summary: `Import ${kind.name} from a CSV file`,
      description: descriptionOf(kind),
      status: 202,
      answer: ImportDto,
      problems: [tooManyImports],
    })
    start(
      @Auth() auth: AuthorizedContext,
      @Req() request: Request,
      @Res({ passthrough: true }) response: Response,
    ): Promise<ImportDto> {
      return this.imports.create(kind, auth, request, response);
    }

    @Post('preview')
    @HttpCode(200)
    @RequirePermission(kind.edit)
    @TakesBody('upload')
    @LimitConcurrency(PREVIEWS_AT_ONCE)
    @ApiConsumes('multipart/form-data')
    @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: FILE } } })
    @Describe({
      id: `${kind.name}.previewImport`,
      summary: `Preview a CSV file of ${kind.name}`,
      description:
        'The separator, encoding, columns and first rows, with a suggested field for each column. Nothing is imported or stored. ' +
        'Headings from exports of HubSpot, Pipedrive, Salesforce and Google Contacts are recognized.',
      answer: ImportPreviewDto,
    })
    preview(
      @Auth() auth: AuthorizedContext,
      @Req() request: Request,
      @Res({ passthrough: true }) response: Response,
    ): Promise<ImportPreviewDto> {
      return this.previews.preview(kind, auth, request, response);
    }
  }
  const name = `${kind.name.charAt(0).toUpperCase()}${kind.name.slice(1)}ImportController`;
  Object.defineProperty(ImportController, 'name', { value: name });
  return ImportController;
}

function descriptionOf({ csv = [], name: kindName }: RecordKind): string {
  const named = (use: string): string =>
    csv.flatMap((column) => (column.use === use ? [`\`${column.name}\``] : [])).join(', ');
  return (
    'Send the file as the form field `file`: CSV of at most 100 MB and a million lines, in UTF-8, UTF-16 with a byte order mark, ' +
    'or windows-1252, separated by commas, semicolons or tabs. Its first line has the headings, which are matched with the names ' +
    `of the fields without case and spaces. Required: ${named('required')}. Optional: ${named('optional')}. Ignored, so that an ` +
    `export can be imported: ${named('read-only')}. Map other headings with the form field \`mapping\`; the preview suggests ` +
    `values. Each row is validated like \`POST …/${kindName}\`; a row that is not valid is reported with its line, and all others ` +
    'are imported. Without `ownerId` the rows belong to the caller (unassigned for an API key). With it, an owner is an ID, an ' +
    'email address or a name; an empty cell means unassigned. `Idempotency-Key` is not supported.'
  );
}
