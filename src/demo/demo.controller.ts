import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller } from '../access/caller.decorators.js';
import type { SignedInCaller } from '../access/auth.guard.js';
import { Public, SignedIn } from '../access/access-rules.js';
import { Describe } from '../platform/openapi/describe.js';
import { DemoData } from './demo-data.service.js';
import { databaseNotEmpty } from './demo.problems.js';
import { DemoDto } from './dto/demo.dto.js';

@ApiTags('Account')
@Controller('demo')
export class DemoController {
  constructor(private readonly demo: DemoData) {}

  @Get()
  @Public()
  @Describe({
    id: 'demo.get',
    summary: 'Get the state of the demo data',
    description:
      'Whether demo data exists, and which accounts can sign in to it. Used by the sign-in page. Not available in production ' +
      'or with another identity provider.',
    answer: DemoDto,
  })
  getDemo(): Promise<DemoDto> {
    return this.demo.getDemo();
  }

  @Post()
  @HttpCode(200)
  @SignedIn()
  @Describe({
    id: 'demo.create',
    summary: 'Add demo data (local identity only)',
    description:
      'Fills a service without organizations with the data of `npm run demo`. If the demo data exists already, nothing changes. ' +
      'This call does not exist in production or with another identity provider.',
    answer: DemoDto,
    problems: [databaseNotEmpty],
  })
  createDemo(@Caller() { idempotency }: SignedInCaller): Promise<DemoDto> {
    return this.demo.createDemo(idempotency);
  }
}
