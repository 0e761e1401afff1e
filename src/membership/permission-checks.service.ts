import { Injectable } from '@nestjs/common';
import { scopeOf, type Role } from '../access/permissions.policy.js';
import { GlobalDatabase } from '../platform/database/global-database.js';
import type { UserId } from '../platform/ids/ids.js';
import type { PermissionCheckDto, PermissionCheckResultsDto } from './dto/permission-check.dto.js';

interface RoleRow {
  readonly organization_id: string;
  readonly role: Role;
}

/** Answers which permissions a user has in several organizations, with one statement. */
@Injectable()
export class PermissionChecks {
  constructor(private readonly globalDatabase: GlobalDatabase) {}

  async check(userId: UserId, checks: readonly PermissionCheckDto[]): Promise<PermissionCheckResultsDto> {
    const rows = await this.globalDatabase.queryPrepared<RoleRow>(
      'select organization_id, role from roles_of($1, $2)',
      [userId, [...new Set(checks.map(({ organizationId }) => organizationId))]],
    );
    const roles = new Map(rows.map(({ organization_id: id, role }) => [id, role]));
    const results = checks.map(({ organizationId, permission }) => {
      const role = roles.get(organizationId);
      const scope = role === undefined ? null : scopeOf(role, permission);
      return { organizationId, permission, allowed: scope !== null, scope };
    });
    return { results };
  }
}
