import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { RequirePermission } from '../../access/access-rules.js';
import { Describe } from '../../platform/openapi/describe.js';
import { OwnershipTransferDto, TransferredOwnershipDto } from '../dto/ownership.dto.js';
import { newOwnerMustBeAdmin } from '../../membership/membership.problems.js';
import { Ownership } from './ownership.service.js';

@ApiTags('Members')
@Controller('organizations/:organizationId/ownership-transfer')
export class OwnershipController {
  constructor(private readonly ownership: Ownership) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('ownership:transfer')
  @Describe({
    id: 'organizations.transferOwnership',
    summary: 'Transfer the ownership',
    description: 'To an active admin. You become an admin in the same transaction.',
    answer: TransferredOwnershipDto,
    problems: [newOwnerMustBeAdmin],
  })
  transfer(@Auth() auth: AuthorizedContext, @Body() dto: OwnershipTransferDto): Promise<TransferredOwnershipDto> {
    return this.ownership.transfer(auth, dto);
  }
}
