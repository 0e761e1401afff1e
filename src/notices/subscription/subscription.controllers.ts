import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, UseFilters } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiTags } from '@nestjs/swagger';
import { Auth } from '../../access/caller.decorators.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { Public, RequirePermission } from '../../access/access-rules.js';
import { TakesBody } from '../../access/route-metadata.js';
import { CONFIGURATION, type RunningConfiguration } from '../../platform/config/configuration.js';
import { productName } from '../../platform/config/product.js';
import { BinaryAnswer } from '../../platform/http/binary-answer.js';
import { PageProblemFilter } from '../../platform/http/page-problem.filter.js';
import { Describe } from '../../platform/openapi/describe.js';
import { unsubscribeLinkNotFound } from '../notices.problems.js';
import { EmailPreferencesDto } from './email-preferences.dto.js';
import { ReportSubscriptions, type UnsubscribeFacts } from './report-subscriptions.js';
import { unsubscribePage } from './unsubscribe-page.js';

const HTML = 'text/html; charset=utf-8';
const TOKEN = { name: 'unsubscribeLink', description: 'The end of the link in the email.' };

/** The link of `List-Unsubscribe` in recurring emails: opened by a person, or posted to by a mail program (RFC 8058). */
@ApiTags('Account')
@Controller('unsubscribe')
@UseFilters(PageProblemFilter)
export class UnsubscribeController {
  private readonly product: string;

  constructor(
    private readonly subscriptions: ReportSubscriptions,
    @Inject(CONFIGURATION) configuration: RunningConfiguration,
  ) {
    this.product = productName(configuration);
  }

  @Get(':unsubscribeLink')
  @Public()
  @ApiParam(TOKEN)
  @Describe({
    id: 'emails.getUnsubscribePage',
    summary: 'Show the page to unsubscribe from the monthly report',
    description: 'A page with a button. It changes nothing.',
    file: 'text/html',
    problems: [unsubscribeLinkNotFound],
  })
  async show(@Param('unsubscribeLink') token: string): Promise<BinaryAnswer> {
    return this.page(await this.subscriptions.describe(token));
  }

  @Post(':unsubscribeLink')
  @HttpCode(200)
  @Public()
  @TakesBody('raw')
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({
    required: false,
    schema: { type: 'object', properties: { 'List-Unsubscribe': { type: 'string', example: 'One-Click' } } },
  })
  @ApiParam(TOKEN)
  @Describe({
    id: 'emails.unsubscribe',
    summary: 'Unsubscribe from the monthly report',
    description:
      'With one click (RFC 8058): only the person whom the email was sent to, and from this email only. The body is not read. Again ' +
      'has no effect.',
    file: 'text/html',
    problems: [unsubscribeLinkNotFound],
  })
  async unsubscribe(@Param('unsubscribeLink') token: string): Promise<BinaryAnswer> {
    return this.page(await this.subscriptions.unsubscribe(token));
  }

  private page(facts: UnsubscribeFacts): BinaryAnswer {
    return new BinaryAnswer(Buffer.from(unsubscribePage(facts, this.product)), HTML);
  }
}

@ApiTags('Account')
@Controller('organizations/:organizationId/email-preferences')
export class EmailPreferencesController {
  constructor(private readonly subscriptions: ReportSubscriptions) {}

  @Get()
  @RequirePermission('members:view')
  @Describe({
    id: 'emailPreferences.get',
    summary: 'Get which recurring emails you get',
    description: 'Your own choice in this organization. Not for API keys, which get no emails.',
    answer: EmailPreferencesDto,
  })
  get(@Auth() auth: AuthorizedContext): Promise<EmailPreferencesDto> {
    return this.subscriptions.get(auth);
  }

  @Put()
  @RequirePermission('members:view')
  @Describe({
    id: 'emailPreferences.update',
    summary: 'Choose which recurring emails you get',
    description: 'Only for yourself, in this organization. It also turns an email on again that you unsubscribed from.',
    answer: EmailPreferencesDto,
  })
  update(@Auth() auth: AuthorizedContext, @Body() dto: EmailPreferencesDto): Promise<EmailPreferencesDto> {
    return this.subscriptions.set(auth, dto);
  }
}
