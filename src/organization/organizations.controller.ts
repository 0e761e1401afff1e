import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, Caller } from '../access/caller.decorators.js';
import type { AuthorizedContext } from '../access/authorized-context.js';
import type { SignedInCaller } from '../access/auth.guard.js';
import { RequirePermission, SignedIn } from '../access/access-rules.js';
import type { Page } from '../platform/lists/keyset.js';
import { Describe } from '../platform/openapi/describe.js';
import { DeletedOrganizations } from './deleted-organizations.service.js';
import { DeletedOrganizationDto, OrganizationListQueryDto } from './dto/deletion.dto.js';
import { CreateOrganizationDto, OrganizationDto } from './dto/organization.dto.js';
import { freeOrganizationLimitReached } from './organization.problems.js';
import { Organizations } from './organizations.service.js';

@ApiTags('Organizations')
@Controller('organizations')
export class OrganizationsController {
  constructor(
    private readonly organizations: Organizations,
    private readonly deletedOrganizations: DeletedOrganizations,
  ) {}

  @Post()
  @SignedIn()
  @Describe({
    id: 'organizations.create',
    summary: 'Create an organization',
    description:
      'It begins on the Free plan, and you become its owner. You can own up to ten organizations on the Free plan; deleted ones count until they are purged.',
    status: 201,
    answer: OrganizationDto,
    problems: [freeOrganizationLimitReached],
  })
  create(@Caller() caller: SignedInCaller, @Body() dto: CreateOrganizationDto): Promise<OrganizationDto> {
    return this.organizations.create(caller, dto);
  }

  @Get()
  @SignedIn()
  @Describe({
    id: 'organizations.list',
    summary: 'List your organizations',
    description:
      'Sorted by name. With `deleted=true`, the deleted organizations that you can restore: `{ id, name, deletedAt, purgeAt … }`.',
    answer: OrganizationDto,
    or: { answer: DeletedOrganizationDto },
    list: true,
  })
  list(
    @Caller() caller: SignedInCaller,
    @Query() query: OrganizationListQueryDto,
  ): Promise<Page<OrganizationDto | DeletedOrganizationDto>> {
    return query.deleted === 'true'
      ? this.deletedOrganizations.list(caller, query)
      : this.organizations.listOwn(caller, query);
  }

  @Get(':organizationId')
  @RequirePermission('members:view')
  @Describe({ id: 'organizations.get', summary: 'Get an organization', answer: OrganizationDto, hasEtag: true })
  get(@Auth() auth: AuthorizedContext): Promise<OrganizationDto> {
    return this.organizations.get(auth);
  }
}
