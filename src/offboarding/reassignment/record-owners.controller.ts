import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { RequirePermission } from '../../access/access-rules.js';
import type { Page } from '../../platform/lists/keyset.js';
import { Describe } from '../../platform/openapi/describe.js';
import { RecordOwnerDto } from '../dto/record-owner.dto.js';
import { RecordOwnerCounts } from './list-record-owners.js';

@ApiTags('Reassignment')
@Controller('organizations/:organizationId/records/owners')
export class RecordOwnersController {
  constructor(private readonly owners: RecordOwnerCounts) {}

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
  async list(@Auth() auth: AuthorizedContext): Promise<Page<RecordOwnerDto>> {
    return { data: await this.owners.list(auth), nextCursor: null };
  }
}
