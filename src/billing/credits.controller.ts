import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AtDoor } from '../access/caller.decorators.js';
import type { Entry } from '../access/entry.js';
import { RequirePermission } from '../access/marks.js';
import type { Page } from '../platform/lists/keyset.js';
import { ListQueryDto } from '../platform/lists/list-query.dto.js';
import { Describe } from '../platform/openapi/describe.js';
import { topUpsNotConfigured } from './billing.problems.js';
import { Credits } from './credits.service.js';
import { RedirectDto } from './dto/billing.dto.js';
import { CreditsDto, LedgerEntryDto, ToppedUpDto, TopUpDto } from './dto/credits.dto.js';
import { LedgerDesk } from './ledger-desk.service.js';
import { Payments } from './payments.js';

@ApiTags('Billing')
@Controller('organizations/:organizationId/billing/credits')
export class CreditsController {
  constructor(
    private readonly credits: Credits,
    private readonly desk: LedgerDesk,
    private readonly payments: Payments,
  ) {}

  @Get()
  @RequirePermission('members:view')
  @Describe({
    id: 'credits.get',
    summary: 'Get the credits',
    description: 'The balance, and what each feature has used in this period.',
    answer: CreditsDto,
  })
  read(@AtDoor() entry: Entry): Promise<CreditsDto> {
    return this.credits.read(entry);
  }

  @Get('ledger')
  @RequirePermission('billing:manage')
  @Describe({
    id: 'creditLedger.list',
    summary: 'List the credits ledger',
    description: 'Newest first. Entries are never changed or deleted, and the sum of their credits is the balance.',
    answer: LedgerEntryDto,
    list: true,
  })
  list(@AtDoor() entry: Entry, @Query() query: ListQueryDto): Promise<Page<LedgerEntryDto>> {
    return this.desk.list(entry, query);
  }

  @Post('top-ups')
  @RequirePermission('billing:manage')
  @Describe({
    id: 'creditTopUps.create',
    summary: 'Top up the credits',
    description:
      'Purchased credits never expire and are spent after the monthly ones. With local billing they are added at once. With Stripe ' +
      'the response is `{ url }` with status 200, the address of the checkout; the credits are added when it is paid.',
    status: 201,
    answer: ToppedUpDto,
    or: { answer: RedirectDto, status: 200 },
    problems: [topUpsNotConfigured],
  })
  topUp(@AtDoor() entry: Entry, @Body() { credits }: TopUpDto): Promise<ToppedUpDto | RedirectDto> {
    return this.payments.topUp(entry, credits);
  }
}
