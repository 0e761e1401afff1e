import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, PathId } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { RequirePermission } from '../../access/access-rules.js';
import type { Page } from '../../platform/lists/keyset.js';
import { Describe } from '../../platform/openapi/describe.js';
import { apiKeyLimitReached, apiKeyNotFound } from './api-key.problems.js';
import { ApiKeys } from './api-keys.service.js';
import { ApiKeyDto, ApiKeyQueryDto, CreateApiKeyDto, CreatedApiKeyDto } from './dto/api-key.dto.js';

@ApiTags('API keys')
@Controller('organizations/:organizationId/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Get()
  @RequirePermission('apikeys:manage')
  @Describe({
    id: 'apiKeys.list',
    summary: 'List the API keys',
    description:
      'Newest first. Revoked keys are listed only with `status=revoked`; `status=expired` lists only the expired ones.',
    answer: ApiKeyDto,
    list: true,
  })
  list(@Auth() auth: AuthorizedContext, @Query() query: ApiKeyQueryDto): Promise<Page<ApiKeyDto>> {
    return this.keys.list(auth, query);
  }

  @Post()
  @RequirePermission('apikeys:manage')
  @Describe({
    id: 'apiKeys.create',
    summary: 'Create an API key',
    description:
      'The key acts for the organization without a person. Its role may be up to your own, and at most admin. It is shown in this answer only. ' +
      'Send it as `Authorization: Bearer clz_…`. The key is revoked when the member who created it is removed or gets a role below the key’s. An organization ' +
      'can have at most 100 keys that are neither revoked nor expired.',
    status: 201,
    answer: CreatedApiKeyDto,
    problems: [apiKeyLimitReached],
  })
  create(@Auth() auth: AuthorizedContext, @Body() dto: CreateApiKeyDto): Promise<CreatedApiKeyDto> {
    return this.keys.create(auth, dto);
  }

  @Delete(':apiKeyId')
  @HttpCode(204)
  @RequirePermission('apikeys:manage')
  @Describe({
    id: 'apiKeys.revoke',
    summary: 'Revoke an API key',
    description:
      'The key stops working with its next request. Pending invitations to the role of admin that it sent are revoked.',
    status: 204,
    problems: [apiKeyNotFound],
  })
  revoke(@Auth() auth: AuthorizedContext, @PathId('apiKeyId') id: string): Promise<void> {
    return this.keys.revoke(auth, id);
  }
}
