import { Controller, Delete, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { RequirePermission, RequirePermissionEvenDeleted } from '../../access/access-rules.js';
import { DeletionQueryDto } from '../../organization/dto/deletion.dto.js';
import { OrganizationDto } from '../../organization/dto/organization.dto.js';
import { organizationNotDeleted } from '../../organization/organization.problems.js';
import { Describe } from '../../platform/openapi/describe.js';
import { OrganizationDeletion } from './organization-deletion.service.js';

@ApiTags('Organizations')
@Controller('organizations/:organizationId')
export class OrganizationDeletionController {
  constructor(private readonly deletion: OrganizationDeletion) {}

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
  delete(@Auth() auth: AuthorizedContext, @Query() { confirmName }: DeletionQueryDto): Promise<void> {
    return this.deletion.delete(auth, confirmName);
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
  restore(@Auth() auth: AuthorizedContext): Promise<OrganizationDto> {
    return this.deletion.restore(auth);
  }
}
