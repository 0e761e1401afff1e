import { Controller, Delete, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AtDoor } from '../access/caller.decorators.js';
import type { Entry } from '../access/entry.js';
import { RequirePermission, RequirePermissionEvenDeleted } from '../access/marks.js';
import { DeletionQueryDto } from '../organization/dto/deletion.dto.js';
import { OrganizationDto } from '../organization/dto/organization.dto.js';
import { organizationNotDeleted } from '../organization/organization.problems.js';
import { Describe } from '../platform/openapi/describe.js';
import { OrganizationEnd } from './organization-end.service.js';

@ApiTags('Organizations')
@Controller('organizations/:organizationId')
export class OrganizationEndController {
  constructor(private readonly end: OrganizationEnd) {}

  @Delete()
  @HttpCode(204)
  @RequirePermission('organization:delete')
  @Describe({
    id: 'organizations.delete',
    summary: 'Delete the organization',
    description:
      'Takes effect at once for everyone: pending invitations are revoked and API keys stop working. The owner can restore the organization for thirty days.',
    status: 204,
  })
  delete(@AtDoor() entry: Entry, @Query() { confirmName }: DeletionQueryDto): Promise<void> {
    return this.end.delete(entry, confirmName);
  }

  @Post('restore')
  @HttpCode(200)
  @RequirePermissionEvenDeleted('organization:delete')
  @Describe({
    id: 'organizations.restore',
    summary: 'Restore a deleted organization',
    description:
      'For its owner, within thirty days. It is restored on the Free plan and may have more seats in use than that plan has.',
    answer: OrganizationDto,
    problems: [organizationNotDeleted],
  })
  restore(@AtDoor() entry: Entry): Promise<OrganizationDto> {
    return this.end.restore(entry);
  }
}
