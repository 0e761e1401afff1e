import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller } from '../access/caller.decorators.js';
import type { SignedInCaller } from '../access/auth.guard.js';
import { SignedIn } from '../access/access-rules.js';
import { Describe } from '../platform/openapi/describe.js';
import { PermissionCheckResultsDto, PermissionChecksDto } from './dto/permission-check.dto.js';
import { PermissionChecks } from './permission-checks.service.js';

@ApiTags('Roles')
@Controller('permission-checks')
export class PermissionChecksController {
  constructor(private readonly checks: PermissionChecks) {}

  @Post()
  @HttpCode(200)
  @SignedIn()
  @Describe({
    id: 'permissions.check',
    summary: 'Check permissions in several organizations',
    description:
      'Up to 100 checks in one call. Where you are not a member the result is `allowed: false`, as for an organization that ' +
      'does not exist. Nothing is stored.',
    answer: PermissionCheckResultsDto,
  })
  check(
    @Caller() { user }: SignedInCaller,
    @Body() { checks }: PermissionChecksDto,
  ): Promise<PermissionCheckResultsDto> {
    return this.checks.check(user.id, checks);
  }
}
