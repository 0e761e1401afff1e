import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Auth } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { Public, RequirePermission } from '../../access/access-rules.js';
import { TakesBody } from '../../access/route-metadata.js';
import type { BinaryAnswer } from '../../platform/http/binary-answer.js';
import { preconditionFailed, serviceUnavailable } from '../../platform/http/problem.js';
import { receiveUpload, type UploadLimit } from '../../platform/http/upload.js';
import type { Page } from '../../platform/lists/keyset.js';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { Describe } from '../../platform/openapi/describe.js';
import { fileStoreUnavailable } from '../../platform/storage/file-store.js';
import { LogoQueryDto } from '../dto/logo.dto.js';
import { OrganizationDto } from '../dto/organization.dto.js';
import { ChangeOrganizationDto, RevenueTargetDto, SetRevenueTargetDto } from '../dto/settings.dto.js';
import { Logos } from '../logo/logos.service.js';
import { logoNotFound, revenueTargetNotFound, slugTaken, unsupportedImage } from '../organization.problems.js';
import { RevenueTargets } from '../revenue/revenue-targets.service.js';
import { OrganizationSettings } from './settings.service.js';

const LOGO_FILE: UploadLimit = { bytes: 5 * 1024 * 1024, inWords: '5 MB' };

const PERIOD = { name: 'period', description: 'A month or a fiscal quarter.', example: 'FY2027-Q1' };

@ApiTags('Settings')
@Controller('organizations/:organizationId')
export class SettingsController {
  constructor(
    private readonly settings: OrganizationSettings,
    private readonly logos: Logos,
    private readonly targets: RevenueTargets,
  ) {}

  @Patch()
  @RequirePermission('settings:manage')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The `ETag` of the version that you have read. Without it, the last write wins.',
    example: '"1"',
  })
  @Describe({
    id: 'organizations.update',
    summary: 'Change the settings',
    description:
      'Fields that are left out are kept. Changing the currency does not convert any amount. The response has the new `ETag`.',
    answer: OrganizationDto,
    hasEtag: true,
    problems: [slugTaken, preconditionFailed],
  })
  update(
    @Auth() auth: AuthorizedContext,
    @Body() dto: ChangeOrganizationDto,
    @Headers('If-Match') ifMatch?: string,
  ): Promise<OrganizationDto> {
    return this.settings.update(auth, dto, ifMatch);
  }

  @Put('logo')
  @RequirePermission('settings:manage')
  @TakesBody('upload')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary', example: 'the bytes of logo.png' } },
    },
  })
  @Describe({
    id: 'logos.upload',
    summary: 'Set the logo',
    description:
      'A PNG, JPEG or WebP image of at most 5 MB (5 × 1024 × 1024 bytes) and 16 megapixels as the field `file`, checked by ' +
      'its content and encoded again as a PNG of at most 512 pixels a side. The address of a logo never changes; a new logo ' +
      'has a new address. At most 60 uploads per hour and organization; `service-unavailable` while too many images are waiting.',
    answer: OrganizationDto,
    hasEtag: true,
    problems: [unsupportedImage, fileStoreUnavailable, serviceUnavailable],
  })
  setLogo(
    @Auth() auth: AuthorizedContext,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OrganizationDto> {
    return this.settings.setLogo(auth, () => receiveUpload(request, response, LOGO_FILE));
  }

  @Delete('logo')
  @HttpCode(204)
  @RequirePermission('settings:manage')
  @Describe({ id: 'logos.delete', summary: 'Remove the logo', status: 204 })
  deleteLogo(@Auth() auth: AuthorizedContext): Promise<void> {
    return this.logos.delete(auth);
  }

  @Get('revenue-targets')
  @RequirePermission('members:view')
  @Describe({
    id: 'revenueTargets.list',
    summary: 'List the revenue targets of single periods',
    description: 'Months and fiscal quarters that have a target of their own instead of the default one.',
    answer: RevenueTargetDto,
    list: true,
  })
  listTargets(@Auth() auth: AuthorizedContext, @Query() query: ListQueryDto): Promise<Page<RevenueTargetDto>> {
    return this.targets.list(auth, query);
  }

  @Put('revenue-targets/:period')
  @RequirePermission('settings:manage')
  @ApiParam(PERIOD)
  @Describe({ id: 'revenueTargets.update', summary: 'Set the revenue target of a period', answer: RevenueTargetDto })
  setTarget(
    @Auth() auth: AuthorizedContext,
    @Param('period') period: string,
    @Body() { amount }: SetRevenueTargetDto,
  ): Promise<RevenueTargetDto> {
    return this.targets.set(auth, period, amount);
  }

  @Delete('revenue-targets/:period')
  @HttpCode(204)
  @RequirePermission('settings:manage')
  @ApiParam(PERIOD)
  @Describe({
    id: 'revenueTargets.delete',
    summary: 'Remove the revenue target of a period',
    status: 204,
    problems: [revenueTargetNotFound],
  })
  deleteTarget(@Auth() auth: AuthorizedContext, @Param('period') period: string): Promise<void> {
    return this.targets.delete(auth, period);
  }
}

@ApiTags('Settings')
@Controller('logos')
export class LogosController {
  constructor(private readonly logos: Logos) {}

  @Get(':logoId')
  @Public()
  @ApiParam({ name: 'logoId', description: "The end of an organization's `logoUrl`." })
  @Describe({
    id: 'logos.get',
    summary: 'Get a logo',
    description:
      'A PNG of at most 512 pixels a side, or of at most `size`. It is public to everyone who knows its address, and may be cached forever.',
    file: 'image/png',
    problems: [logoNotFound, fileStoreUnavailable],
  })
  serve(@Param('logoId') logoId: string, @Query() { size }: LogoQueryDto): Promise<BinaryAnswer> {
    return this.logos.serve(logoId, size);
  }
}
