import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { organizationNotFound } from '../access/access.problems.js';
import { Caller, PathId } from '../access/caller.decorators.js';
import type { SignedInCaller } from '../access/auth.guard.js';
import { Superadmin } from '../access/access-rules.js';
import { adjustmentBelowZero } from '../billing/billing.problems.js';
import { BillingDto } from '../billing/dto/billing.dto.js';
import { BalanceDto } from '../billing/dto/credits.dto.js';
import { MemberDto, MemberListQueryDto } from '../membership/dto/member.dto.js';
import { OwnershipTransferDto, TransferredOwnershipDto } from '../organization/dto/ownership.dto.js';
import { newOwnerMustBeAdmin } from '../membership/membership.problems.js';
import { organizationNotDeleted } from '../organization/organization.problems.js';
import type { OrganizationId } from '../platform/ids/ids.js';
import type { Page } from '../platform/lists/keyset.js';
import { Describe } from '../platform/openapi/describe.js';
import {
  FindOrganizationsQueryDto,
  FindUsersQueryDto,
  GrantCreditsDto,
  OverridePlanDto,
  PlatformOrganizationDetailsDto,
  PlatformOrganizationDto,
  PlatformUserDto,
  RestoreDto,
  UnlimitedCreditsDto,
} from './dto/operator.dto.js';
import { PlatformActions } from './platform-actions.service.js';
import { PlatformBilling } from './platform-billing.service.js';
import { PlatformDirectory } from './platform-directory.service.js';

@ApiTags('Platform')
@Controller('platform')
export class PlatformController {
  constructor(
    private readonly directory: PlatformDirectory,
    private readonly actions: PlatformActions,
    private readonly billing: PlatformBilling,
  ) {}

  @Get('organizations')
  @Superadmin()
  @Describe({
    id: 'platformOrganizations.list',
    summary: 'Find organizations',
    description: 'Newest first.',
    answer: PlatformOrganizationDto,
    list: true,
  })
  listOrganizations(@Query() query: FindOrganizationsQueryDto): Promise<Page<PlatformOrganizationDto>> {
    return this.directory.listOrganizations(query);
  }

  @Get('organizations/:organizationId')
  @Superadmin()
  @Describe({
    id: 'platformOrganizations.get',
    summary: 'Get an organization',
    answer: PlatformOrganizationDetailsDto,
    problems: [organizationNotFound],
  })
  getOrganization(
    @Caller() caller: SignedInCaller,
    @PathId('organizationId') id: OrganizationId,
  ): Promise<PlatformOrganizationDetailsDto> {
    return this.billing.getOrganization(caller, id);
  }

  @Get('organizations/:organizationId/members')
  @Superadmin()
  @Describe({
    id: 'platformMembers.list',
    summary: 'List the members of an organization',
    answer: MemberDto,
    list: true,
    problems: [organizationNotFound],
  })
  listMembers(
    @Caller() caller: SignedInCaller,
    @PathId('organizationId') id: OrganizationId,
    @Query() query: MemberListQueryDto,
  ): Promise<Page<MemberDto>> {
    return this.actions.listMembers(caller, id, query);
  }

  @Post('organizations/:organizationId/ownership-transfer')
  @HttpCode(200)
  @Superadmin()
  @Describe({
    id: 'platformOrganizations.transferOwnership',
    summary: 'Transfer the ownership of an organization',
    description:
      'To an active admin. The previous owner becomes an admin. The audit log of the organization records it.',
    answer: TransferredOwnershipDto,
    problems: [organizationNotFound, newOwnerMustBeAdmin],
  })
  transferOwnership(
    @Caller() caller: SignedInCaller,
    @PathId('organizationId') id: OrganizationId,
    @Body() { membershipId }: OwnershipTransferDto,
  ): Promise<TransferredOwnershipDto> {
    return this.actions.transferOwnership(caller, id, membershipId);
  }

  @Post('organizations/:organizationId/restore')
  @HttpCode(200)
  @Superadmin()
  @Describe({
    id: 'platformOrganizations.restore',
    summary: 'Restore a deleted organization',
    description:
      'Within thirty days, on the Free plan. `ownerUserId` sets a new owner, and is required if the organization has none. The previous owner becomes an admin.',
    answer: PlatformOrganizationDto,
    problems: [organizationNotFound, organizationNotDeleted],
  })
  restore(
    @Caller() caller: SignedInCaller,
    @PathId('organizationId') id: OrganizationId,
    @Body() dto: RestoreDto,
  ): Promise<PlatformOrganizationDto> {
    return this.actions.restoreOrganization(caller, id, dto);
  }

  @Put('organizations/:organizationId/plan')
  @Superadmin()
  @Describe({
    id: 'platformOrganizations.updatePlan',
    summary: 'Override the plan of an organization',
    description:
      'Regardless of the seats in use, so the organization may be over its limit afterwards. With `until` the previous plan returns at that ' +
      'time; without it, the new plan stays.',
    answer: BillingDto,
    problems: [organizationNotFound],
  })
  overridePlan(
    @Caller() caller: SignedInCaller,
    @PathId('organizationId') id: OrganizationId,
    @Body() dto: OverridePlanDto,
  ): Promise<BillingDto> {
    return this.billing.overridePlan(caller, id, dto);
  }

  @Post('organizations/:organizationId/credits')
  @Superadmin()
  @Describe({
    id: 'platformOrganizations.grantCredits',
    summary: 'Add or remove credits of an organization',
    status: 201,
    description: 'Added credits never expire. A negative number removes credits, down to a balance of zero.',
    answer: BalanceDto,
    problems: [organizationNotFound, adjustmentBelowZero],
  })
  grantCredits(
    @Caller() caller: SignedInCaller,
    @PathId('organizationId') id: OrganizationId,
    @Body() dto: GrantCreditsDto,
  ): Promise<BalanceDto> {
    return this.billing.grantCredits(caller, id, dto);
  }

  @Put('organizations/:organizationId/unlimited-credits')
  @Superadmin()
  @Describe({
    id: 'platformOrganizations.updateUnlimitedCredits',
    summary: 'Turn unlimited credits on or off',
    answer: BalanceDto,
    problems: [organizationNotFound],
  })
  setUnlimitedCredits(
    @Caller() caller: SignedInCaller,
    @PathId('organizationId') id: OrganizationId,
    @Body() dto: UnlimitedCreditsDto,
  ): Promise<BalanceDto> {
    return this.billing.setUnlimited(caller, id, dto);
  }

  @Get('users')
  @Superadmin()
  @Describe({
    id: 'platformUsers.list',
    summary: 'Find users',
    description: 'Newest first.',
    answer: PlatformUserDto,
    list: true,
  })
  listUsers(@Query() query: FindUsersQueryDto): Promise<Page<PlatformUserDto>> {
    return this.directory.listUsers(query);
  }
}
