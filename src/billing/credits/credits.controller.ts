import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Auth } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { RequirePermission } from '../../access/access-rules.js';
import { LimitConcurrency } from '../../access/route-metadata.js';
import { EXPORTS_AT_ONCE } from '../../platform/http/concurrency-limiter.js';
import type { Page } from '../../platform/lists/keyset.js';
import { Describe } from '../../platform/openapi/describe.js';
import { topUpsNotConfigured } from '../billing.problems.js';
import { Credits } from './credits.service.js';
import { RedirectDto } from '../dto/billing.dto.js';
import {
  CreditsDto,
  LedgerEntryDto,
  LedgerExportQueryDto,
  LedgerQueryDto,
  ToppedUpDto,
  TopUpDto,
} from '../dto/credits.dto.js';
import { LedgerExports } from './ledger-exports.service.js';
import { CreditTransactions } from './credit-transactions.service.js';
import { Payments } from '../subscription/payments.js';

@ApiTags('Billing')
@Controller('organizations/:organizationId/billing/credits')
export class CreditsController {
  constructor(
    private readonly credits: Credits,
    private readonly transactions: CreditTransactions,
    private readonly exports: LedgerExports,
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
    description:
      'Newest first. Entries are never changed or deleted, and the sum of their credits is the balance. Each has the balance after ' +
      'it, also in a filtered list.',
    answer: LedgerEntryDto,
    list: true,
  })
  listLedgerEntries(@Auth() auth: AuthorizedContext, @Query() query: LedgerQueryDto): Promise<Page<LedgerEntryDto>> {
    return this.transactions.listLedgerEntries(auth, query);
  }

  @Get('ledger.csv')
  @RequirePermission('billing:manage')
  @LimitConcurrency(EXPORTS_AT_ONCE)
  @Describe({
    id: 'creditLedger.export',
    summary: 'Export the credits ledger as a CSV file',
    description:
      "All entries that the list returns with these filters, in the same order. Times are in the organization's timezone with their " +
      'offset. A text that a spreadsheet would evaluate as a formula is prefixed with an apostrophe. If an export cannot be ' +
      'completed, the connection is aborted, so that it cannot be mistaken for a complete file.',
    file: 'text/csv',
  })
  async exportLedger(
    @Auth() auth: AuthorizedContext,
    @Query() query: LedgerExportQueryDto,
    @Res() response: Response,
  ): Promise<void> {
    await this.exports.stream(auth, query, response);
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
