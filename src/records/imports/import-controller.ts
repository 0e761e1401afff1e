import { Controller, Get, HttpCode, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AtDoor, PathId } from '../../access/caller.decorators.js';
import type { Entry } from '../../access/entry.js';
import { RequirePermission } from '../../access/marks.js';
import { TakesBody } from '../../access/route-facts.js';
import type { ImportId } from '../../platform/ids/ids.js';
import { Describe } from '../../platform/openapi/describe.js';
import type { RecordKind } from '../kind/record-kind.js';
import { ImportDto } from './import.dto.js';
import { importNotFound } from './import.problems.js';
import { Imports } from './imports.service.js';

@ApiTags('Import and export')
@Controller('organizations/:organizationId/imports')
export class ImportsController {
  constructor(private readonly imports: Imports) {}

  @Get(':importId')
  @RequirePermission('records:edit')
  @Describe({
    id: 'imports.get',
    summary: 'Follow an import',
    description:
      'How far it has come, and every row that was rejected so far, with its line and the reason. An import of campaigns ' +
      'is for those who hold `campaigns:manage`.',
    answer: ImportDto,
    problems: [importNotFound],
  })
  read(@AtDoor() entry: Entry, @PathId('importId') id: ImportId): Promise<ImportDto> {
    return this.imports.read(entry, id);
  }
}

/** The call that imports a kind; they differ in the kind and its permission. */
export function importController(kind: RecordKind): Type<object> {
  @ApiTags('Import and export')
  @Controller(`organizations/:organizationId/imports/${kind.name}`)
  class ImportController {
    constructor(@Inject(Imports) private readonly imports: Imports) {}

    @Post()
    @HttpCode(202)
    @RequirePermission(kind.edit)
    @TakesBody('upload')
    @ApiConsumes('multipart/form-data')
    @ApiBody({
      schema: {
        type: 'object',
        required: ['file'],
        properties: {
          file: { type: 'string', format: 'binary', example: 'name,email\nKatherine Johnson,katherine@example.com\n' },
        },
      },
    })
    @Describe({
      id: `${kind.name}.import`,
      summary: `Import ${kind.name} from a CSV file`,
      description: descriptionOf(kind),
      status: 202,
      answer: ImportDto,
    })
    start(
      @AtDoor() entry: Entry,
      @Req() request: Request,
      @Res({ passthrough: true }) response: Response,
    ): Promise<ImportDto> {
      return this.imports.request(kind, entry, request, response);
    }
  }
  const name = `${kind.name.charAt(0).toUpperCase()}${kind.name.slice(1)}ImportController`;
  Object.defineProperty(ImportController, 'name', { value: name });
  return ImportController;
}

function descriptionOf({ csv = [], thing }: RecordKind): string {
  const named = (use: string): string =>
    csv.flatMap((column) => (column.use === use ? [`\`${column.name}\``] : [])).join(', ');
  return (
    'The field `file`: CSV in UTF-8 of at most 100 MB, separated by commas or semicolons, the names of the columns on its ' +
    `first line. Required: ${named('required')}. Optional: ${named('optional')}. Accepted and left alone, so that an export can ` +
    `be imported: ${named('read-only')}. Each row is judged by the rules of creating one ${thing}; a row that they refuse is ` +
    'reported with its line, all others are imported. Without the column `ownerId` the rows belong to whoever imports them ' +
    '(to nobody, for an API key); with it, an empty cell means unassigned. An upload takes no `Idempotency-Key`.'
  );
}
