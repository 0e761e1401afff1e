import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Patch,
  Post,
  Query,
  type Type,
} from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import { Auth, PathId } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { RequirePermission } from '../../access/access-rules.js';
import { preconditionFailed } from '../../platform/http/problem.js';
import type { Page } from '../../platform/lists/keyset.js';
import { Describe } from '../../platform/openapi/describe.js';
import type { RecordKind, Row } from './record-kind.js';
import { Records, type ListFilters } from './records.service.js';

const IF_MATCH = {
  name: 'If-Match',
  required: false,
  description: 'The `ETag` of the version that you have read. Without it the last write wins.',
  example: '"1"',
} as const;

/** The five operations of a kind. They are the same for every kind, so they are written once. */
export function recordController(kind: RecordKind): Type<object> {
  const { notFound } = kind;
  const a = /^[aeiou]/.test(kind.singular) ? 'an' : 'a';

  @ApiTags('Records')
  @Controller(`organizations/:organizationId/${kind.name}`)
  class RecordController {
    constructor(@Inject(Records) private readonly records: Records) {}

    @Get()
    @RequirePermission(kind.view)
    @Describe({ id: `${kind.name}.list`, summary: `List the ${kind.name}`, answer: kind.dto, list: true })
    list(@Auth() auth: AuthorizedContext, @Query() query: object): Promise<Page<object>> {
      return this.records.list(kind, auth, query as ListFilters);
    }

    @Post()
    @RequirePermission(kind.edit)
    @ApiBody({ type: kind.createDto })
    @Describe({
      id: `${kind.name}.create`,
      summary: `Create ${a} ${kind.singular}`,
      status: 201,
      answer: kind.dto,
      hasEtag: true,
    })
    create(@Auth() auth: AuthorizedContext, @Body() dto: object): Promise<object> {
      return this.records.create(kind, auth, dto as Row);
    }

    @Get(':id')
    @RequirePermission(kind.view)
    @Describe({
      id: `${kind.name}.get`,
      summary: `Get ${a} ${kind.singular}`,
      description: 'The response has the version as `ETag`.',
      answer: kind.dto,
      hasEtag: true,
      problems: [notFound],
    })
    get(@Auth() auth: AuthorizedContext, @PathId('id') id: string): Promise<object> {
      return this.records.get(kind, auth, id);
    }

    @Patch(':id')
    @RequirePermission(kind.edit)
    @ApiHeader(IF_MATCH)
    @ApiBody({ type: kind.changeDto })
    @Describe({
      id: `${kind.name}.update`,
      summary: `Change ${a} ${kind.singular}`,
      description: kind.owned
        ? "Properties that are left out stay as they are. You may change the owner of your own records; for other members' and unassigned records you need `records:reassign`."
        : 'Properties that are left out stay as they are.',
      answer: kind.dto,
      hasEtag: true,
      problems: [notFound, preconditionFailed],
    })
    update(
      @Auth() auth: AuthorizedContext,
      @PathId('id') id: string,
      @Body() dto: object,
      @Headers('If-Match') ifMatch?: string,
    ): Promise<object> {
      return this.records.update(kind, auth, id, dto as Row, ifMatch);
    }

    @Delete(':id')
    @HttpCode(204)
    @RequirePermission(kind.edit)
    @ApiHeader(IF_MATCH)
    @Describe({
      id: `${kind.name}.delete`,
      summary: `Delete ${a} ${kind.singular}`,
      status: 204,
      problems: [notFound, preconditionFailed],
    })
    delete(
      @Auth() auth: AuthorizedContext,
      @PathId('id') id: string,
      @Headers('If-Match') ifMatch?: string,
    ): Promise<void> {
      return this.records.delete(kind, auth, id, ifMatch);
    }
  }
  nameAfter(RecordController, kind);
  return RecordController;
}

/** Nest and Swagger use the names of a class and of its parameters' types: here they are those of the kind. */
function nameAfter(controller: Type<object>, kind: RecordKind): void {
  const name = `${kind.name.charAt(0).toUpperCase()}${kind.name.slice(1)}Controller`;
  Object.defineProperty(controller, 'name', { value: name });
  const prototype = controller.prototype as object;
  Reflect.defineMetadata('design:paramtypes', [Object, kind.queryDto], prototype, 'list');
  Reflect.defineMetadata('design:paramtypes', [Object, kind.createDto], prototype, 'create');
  Reflect.defineMetadata('design:paramtypes', [Object, String, kind.changeDto, String], prototype, 'update');
}
