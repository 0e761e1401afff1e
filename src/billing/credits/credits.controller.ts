import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { RequirePermission } from '../../access/access-rules.js';
import type { Page } from '../../platform/lists/keyset.js';
import { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import { Describe } from '../../platform/openapi/describe.js';
import { topUpsNotConfigured } from '../billing.problems.js';
import { Credits } from './credits.service.js';
import { RedirectDto } from '../dto/billing.dto.js';
import { CreditsDto, LedgerEntryDto, ToppedUpDto, TopUpDto } from '../dto/credits.dto.js';
import { CreditTransactions } from './credit-transactions.service.js';
import { Payments } from '../subscription/payments.js';

@ApiTags('Billing')
@Controller('organizations/:organizationId/billing/credits')
export class CreditsController {
  constructor(
    private readonly credits: Credits,
    private readonly transactions: CreditTransactions,
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
  getCredits(@Auth() auth: AuthorizedContext): Promise<CreditsDto> {
    return this.credits.getCredits(auth);
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
  listLedgerEntries(@Auth() auth: AuthorizedContext, @Query() query: ListQueryDto): Promise<Page<LedgerEntryDto>> {
    return this.transactions.listLedgerEntries(auth, query);
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
  topUp(@Auth() auth: AuthorizedContext, @Body() { credits }: TopUpDto): Promise<ToppedUpDto | RedirectDto> {
    return this.payments.topUp(auth, credits);
  }
}
