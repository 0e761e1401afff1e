import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AtDoor } from '../access/caller.decorators.js';
import type { Entry } from '../access/entry.js';
import { RequirePermission } from '../access/marks.js';
import type { Page } from '../platform/lists/keyset.js';
import { Describe } from '../platform/openapi/describe.js';
import { RecordOwnerDto } from './dto/record-owner.dto.js';
import { RecordOwnership } from './record-ownership.js';

@ApiTags('Reassignment')
@Controller('organizations/:organizationId/records/owners')
export class RecordOwnersController {
  constructor(private readonly ownership: RecordOwnership) {}

  @Get()
  @RequirePermission('records:reassign')
  @Describe({
    id: 'recordOwners.list',
    summary: 'List record owners',
    description:
      'The number of records of each kind by owner; unassigned ones are listed by their previous owner. The whole list is one page.',
    answer: RecordOwnerDto,
    list: true,
  })
  async list(@AtDoor() entry: Entry): Promise<Page<RecordOwnerDto>> {
    return { data: await this.ownership.list(entry), nextCursor: null };
  }
}
