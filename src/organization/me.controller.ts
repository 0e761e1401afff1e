import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller } from '../access/caller.decorators.js';
import type { SignedInCaller } from '../access/gate.guard.js';
import { SignedIn } from '../access/marks.js';
import { Describe } from '../platform/openapi/describe.js';
import { MeDto, SetActiveOrganizationDto } from './dto/organization.dto.js';
import { Switcher } from './switcher.service.js';

@ApiTags('Account')
@Controller('me')
export class MeController {
  constructor(private readonly switcher: Switcher) {}

  @Get()
  @SignedIn()
  @Describe({ id: 'me.get', summary: 'Get the signed-in user', answer: MeDto })
  read(@Caller() { user }: SignedInCaller): Promise<MeDto> {
    return this.switcher.describe(user);
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
