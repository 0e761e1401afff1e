import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import { Describe } from '../platform/openapi/describe.js';
import { Auth } from './caller.decorators.js';
import { RoleDto, RolesDto } from './dto/role.dto.js';
import type { AuthorizedContext } from './authorized-context.js';
import { Public, RequirePermission } from './access-rules.js';
import { MATRIX, PERMISSIONS, permissionsOf, ROLES } from './permissions.policy.js';

@ApiTags('Roles')
@Controller()
export class RolesController {
  constructor(private readonly tenants: TenantDatabase) {}

  @Get('roles')
  @Public()
  @Describe({
    id: 'roles.list',
    summary: 'List the roles',
    description: 'Every role with its permissions, and what each permission allows.',
    answer: RolesDto,
  })
  roles(): RolesDto {
    return {
      data: ROLES.map((role) => ({ role, permissions: permissionsOf(role) })),
      permissions: PERMISSIONS.map((permission) => {
        const { allows, derived } = MATRIX[permission];
        return { permission, allows, derived };
      }),
      nextCursor: null,
    };
  }

  @Get('organizations/:organizationId/permissions')
  @RequirePermission('members:view')
  @Describe({ id: 'permissions.list', summary: 'List your own permissions', answer: RoleDto })
  async permissions(@Auth() auth: AuthorizedContext): Promise<RoleDto> {
    await this.tenants.authorize(auth);
    return { role: auth.caller.role, permissions: auth.permissions() };
  }
}
