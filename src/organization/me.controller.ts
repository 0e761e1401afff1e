import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller } from '../access/caller.decorators.js';
import type { SignedInCaller } from '../access/gate.guard.js';
import { SignedIn } from '../access/marks.js';
import { Describe } from '../platform/openapi/describe.js';
import { MeDto, SetActiveOrganizationDto } from './dto/organization.dto.js';
import { Switcher } from './switcher.service.js';

@ApiTags('Signed in')
@Controller('me')
export class MeController {
  constructor(private readonly switcher: Switcher) {}

  @Get()
  @SignedIn()
  @Describe({ id: 'me.get', summary: 'Who you are and where you belong', answer: MeDto })
  read(@Caller() { user }: SignedInCaller): Promise<MeDto> {
    return this.switcher.describe(user);
  }

  @Put('active-organization')
  @SignedIn()
  @Describe({
    id: 'me.updateActiveOrganization',
    summary: 'Switch to an organization',
    description: "The switcher's memory only: every other call names its organization in the path.",
    answer: MeDto,
  })
  switchTo(@Caller() { user }: SignedInCaller, @Body() { organizationId }: SetActiveOrganizationDto): Promise<MeDto> {
    return this.switcher.switchTo(user, organizationId);
  }
}
