import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller } from '../access/caller.decorators.js';
import type { SignedInCaller } from '../access/auth.guard.js';
import { SignedIn } from '../access/access-rules.js';
import { Describe } from '../platform/openapi/describe.js';
import { MeDto, SetActiveOrganizationDto } from './dto/organization.dto.js';
import { OrganizationSwitcher } from './organization-switcher.service.js';

@ApiTags('Account')
@Controller('me')
export class MeController {
  constructor(private readonly switcher: OrganizationSwitcher) {}

  @Get()
  @SignedIn()
  @Describe({ id: 'me.get', summary: 'Get the signed-in user', answer: MeDto })
  get(@Caller() { user }: SignedInCaller): Promise<MeDto> {
    return this.switcher.getProfile(user);
  }

  @Put('active-organization')
  @SignedIn()
  @Describe({
    id: 'me.updateActiveOrganization',
    summary: 'Switch to an organization',
    description: "Only stored for the console's switcher: every other call names its organization in the path.",
    answer: MeDto,
  })
  switchTo(@Caller() { user }: SignedInCaller, @Body() { organizationId }: SetActiveOrganizationDto): Promise<MeDto> {
    return this.switcher.switchTo(user, organizationId);
  }
}
